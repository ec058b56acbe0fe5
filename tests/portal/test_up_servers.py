"""The embedded servers through bad luck: killed, cut off in the middle, stale marks, a folder with a space, no namespaces."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from portal.local.places import ROOT, read_json
from portal.local.postgres import Postgres
from portal.local.process import stop

HOLD = """
import sys, time
from pathlib import Path
from portal.local.servers import Servers
Servers(Path(sys.argv[1])).start()
print("up", flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty local folder with a space in its name, and no servers named in the environment."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    home = tmp_path / "a place"
    home.mkdir()
    return home


@pytest.fixture
def server(folder):
    """A PostgreSQL that is made but not started; it is stopped whatever happens."""
    postgres = Postgres(folder, durable=False)
    postgres.make()
    yield postgres
    stop([postgres.child], seconds=4)


def hold(folder, *, prefix=()):
    """A process that brings up both servers and stays."""
    process = subprocess.Popen([*prefix, sys.executable, "-c", HOLD, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line == "up\n":
            return process
    raise AssertionError("the servers did not come up")


def ask(folder, statement):
    """One statement on the portal's database; its rows if it has any."""
    with psycopg2.connect(read_json(folder / "servers.json")["database_url"]) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def servers_of(folder):
    """The command lines of servers that run for this folder."""
    rows = subprocess.run(["ps", "-eww", "-o", "command="], capture_output=True, text=True, check=True).stdout.splitlines()
    return [row for row in rows if str(folder) in row and ("postgres -D" in row or "valkey-server" in row)]


def wait_for(fact, seconds=8):
    """Whether it becomes true in time."""
    deadline = time.monotonic() + seconds
    while not fact() and time.monotonic() < deadline:
        time.sleep(0.05)
    return fact()


def test_killed_with_9_the_servers_go_and_the_data_stays(folder):
    first = hold(folder)
    ask(folder, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('safe')")
    first.kill()
    first.wait()
    second = hold(folder)
    assert ask(folder, "SELECT word FROM kept") == [("safe",)]
    second.kill()
    second.wait()
    assert wait_for(lambda: not servers_of(folder)), servers_of(folder)


def test_the_addresses_stay_the_same_and_ask_for_the_password(folder):
    for _ in range(2):
        process = hold(folder)
        addresses = read_json(folder / "servers.json")
        process.kill()
        process.wait()
        assert wait_for(lambda: not servers_of(folder))
    assert read_json(folder / "servers.json") == addresses
    assert (folder / "postgres.password").stat().st_mode & 0o777 == 0o600


def test_no_password_no_entry(server):
    server.start()
    with pytest.raises(psycopg2.OperationalError, match="password|pg_hba"):
        psycopg2.connect(host="127.0.0.1", port=server.port, user="safeer", password="wrong", dbname="safeer")  # noqa: S106


def test_a_making_that_was_cut_off_is_begun_again(folder):
    postgres = Postgres(folder, durable=False)
    (postgres.seat.folder / "new").mkdir()
    (postgres.seat.folder / "new" / "PG_VERSION").write_text("18")
    postgres.make()
    assert (postgres.seat.data / "global" / "pg_control").exists()


def test_the_mark_of_a_dead_server_with_a_strangers_number_is_taken_away(server):
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (server.seat.data / "postmaster.pid").write_text(f"{stranger.pid}\n{server.seat.data}\n")
        server.start()
        assert stranger.poll() is None
        stranger.kill()


def test_a_server_left_by_another_run_is_ended_first(server):
    server.start()
    left = server.child.process
    again = Postgres(server.folder, durable=False)
    again.start()
    assert left.wait(timeout=5) is not None
    stop([again.child], seconds=4)


def test_a_server_whose_backends_outlive_it_starts_again(server):
    server.start()
    connection = server.connect()
    server.child.process.kill()
    server.child.process.wait()
    server.start()
    assert server.answers()
    connection.close()


BARRED = """
import ctypes, os, sys
ready, go = os.pipe(), os.pipe()
child = os.fork()
if child:  # the parent maps every account, so that only *further* namespaces are barred
    os.read(ready[0], 1)
    open(f"/proc/{child}/uid_map", "w").write("0 0 65536")
    open(f"/proc/{child}/gid_map", "w").write("0 0 65536")
    os.write(go[1], b"x")
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
assert ctypes.CDLL(None).unshare(0x10000000) == 0
os.write(ready[1], b"x")
os.read(go[0], 1)
open("/proc/sys/user/max_user_namespaces", "w").write("0")
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.skipif(os.geteuid() != 0 or not Path("/proc/self/uid_map").exists(), reason="only root on Linux meets barred namespaces")
def test_where_namespaces_are_barred_root_keeps_the_data_outside_the_clone(folder):
    held = hold(folder, prefix=(sys.executable, "-c", BARRED))
    line = next(row for row in servers_of(Path("/var/tmp/safeer-")) if str(read_json(folder / "ports.json")["postgres"]) in row)  # noqa: S108
    outside = Path(line.split(" -D ")[1].split("/home/data")[0])
    assert ask(folder, "SELECT 1") == [(1,)]
    assert (outside / "home").stat().st_mode & 0o777 == 0o700
    held.send_signal(signal.SIGKILL)
    held.wait()
    for pid in subprocess.run(["pgrep", "-f", f"{outside}/home"], capture_output=True, text=True).stdout.split():
        os.kill(int(pid), signal.SIGINT)
    assert wait_for(lambda: not servers_of(outside))
    shutil.rmtree(outside)
