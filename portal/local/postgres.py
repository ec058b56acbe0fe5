"""The embedded PostgreSQL: made once, started as a watched child, found again after any crash."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg2
from psycopg2 import sql

from portal.local.places import password, port_for
from portal.local.process import Child, Trouble, birth, launched
from portal.local.seat import Seat, find_seat

START_SECONDS = 60
SCRATCH = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # for tests only: nothing survives a crash


class Postgres:
    """One cluster under `folder`, on loopback only, with a password; `durable=False` is for tests."""

    def __init__(self, folder: Path, *, durable: bool = True):
        self.folder, self.durable = folder, durable
        self.seat: Seat = find_seat(folder / "postgres")
        self.password = password(folder / "postgres.password")
        self.port = port_for("postgres", folder)
        self.child = Child(
            "postgres", self.command(), folder / "logs" / "postgres.log", signal.SIGINT, self.seat.launch, {"LC_ALL": "C", "TZ": "UTC"}
        )
        self.child.cwd = self.seat.folder if self.seat.owner is None else Path("/")

    def command(self) -> list[str]:
        """The server's command line."""
        settings = ["unix_socket_directories=", "max_connections=200", "log_statement=none", *(() if self.durable else SCRATCH)]
        options = [part for setting in settings for part in ("-c", setting)]
        return [str(self.seat.programs / "postgres"), "-D", str(self.seat.data), "-h", "127.0.0.1", "-p", str(self.port), *options]

    def url(self, name: str = "safeer") -> str:
        """The address for the portal."""
        return f"postgres://safeer:{self.password}@127.0.0.1:{self.port}/{name}"

    def make(self) -> None:
        """Make the cluster if there is none yet. A making that was cut off leaves nothing behind: it is renamed when complete."""
        if self.seat.data.exists():
            return
        new, secret = self.seat.folder / "new", self.seat.folder / "secret"
        shutil.rmtree(new, ignore_errors=True)
        secret.unlink(missing_ok=True)
        with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self.password)
        if self.seat.owner:
            os.chown(secret, *self.seat.owner)
        try:
            self.initdb(new, secret)
        finally:
            secret.unlink(missing_ok=True)
        new.rename(self.seat.data)

    def initdb(self, new: Path, secret: Path) -> None:
        """The built-in C.UTF-8 locale, so that nothing depends on the machine's own locales."""
        command = [str(self.seat.programs / "initdb"), "-D", str(new), "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={secret}"]
        command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        command += [] if self.durable else ["--no-sync"]
        done = subprocess.run(
            launched(command, self.seat.launch), capture_output=True, text=True, cwd="/", env=os.environ | {"LC_ALL": "C"}
        )
        if done.returncode:
            raise Trouble(f"The database could not be made: {(done.stderr or done.stdout).strip()[-600:]}")

    def start(self) -> None:
        """Start it and wait until it answers; a server that an earlier run left is ended first."""
        end_leftover(self.seat.data)
        deadline = time.monotonic() + START_SECONDS
        self.child.start()
        while not self.answers():
            if time.monotonic() > deadline:
                raise Trouble(f"PostgreSQL does not answer; its last words:\n{self.child.tail()}")
            if not self.child.is_running():
                time.sleep(0.5)  # the backends of a killed server need a moment to notice
                self.child.start()
            time.sleep(0.05)
        self.open_portal_database()

    def answers(self) -> bool:
        """Whether it lets us in."""
        try:
            self.connect().close()
        except psycopg2.OperationalError as error:
            if "password authentication failed" in str(error):
                raise Trouble(f"The password in {self.folder / 'postgres.password'} does not open the database.") from error
            return False
        return True

    def connect(self) -> "psycopg2.extensions.connection":
        """A connection of the server's own administrator."""
        return psycopg2.connect(
            host="127.0.0.1", port=self.port, user="postgres", password=self.password, dbname="postgres", connect_timeout=3
        )

    def open_portal_database(self) -> None:
        """The portal's own account (no superuser) and its database, made where missing."""
        connection = self.connect()
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'safeer'")
            verb = sql.SQL("ALTER" if cursor.fetchone() else "CREATE")
            cursor.execute(sql.SQL("{} ROLE safeer LOGIN CREATEDB PASSWORD {}").format(verb, sql.Literal(self.password)))
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'safeer'")
            if not cursor.fetchone():
                cursor.execute("CREATE DATABASE safeer OWNER safeer")
        connection.close()


def end_leftover(data: Path) -> None:
    """End the server that still holds this cluster, and take away the mark of one that is gone (its number may be another's now)."""
    mark = data / "postmaster.pid"
    if not mark.exists():
        return
    first = mark.read_text().split("\n")[0].strip()
    pid = int(first) if first.isdigit() else 0
    for number, seconds in ((signal.SIGINT, 4), (signal.SIGQUIT, 3), (signal.SIGKILL, 2)):
        if pid and serves(pid, data):
            os.kill(pid, number)
            deadline = time.monotonic() + seconds
            while birth(pid) and time.monotonic() < deadline:
                time.sleep(0.05)
    mark.unlink(missing_ok=True)


def serves(pid: int, data: Path) -> bool:
    """Whether this process is a PostgreSQL server of this cluster."""
    try:
        line = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        asked = (
            subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True) if shutil.which("ps") else None
        )
        line = asked.stdout if asked else ""
    return "postgres" in line and f"-D {data}" in line
