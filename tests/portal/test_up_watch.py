"""The watch over the children, the lock, and the records by which a later run knows its own."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from portal.local import lock
from portal.local.places import ROOT, is_free, read_json, write_json
from portal.local.process import Child, Trouble, birth, recorded, stop, stop_recorded, write_down
from portal.local.watcher import Watcher

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"]
FAMILY = [sys.executable, "-c", "import subprocess, time; print(subprocess.Popen(['sleep', '61']).pid, flush=True); time.sleep(60)"]
PARENT = """
import sys, time
from pathlib import Path
from portal.local.process import Child
child = Child("child", ["sleep", "62"], Path(sys.argv[1]) / "child.log")
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""
HOLDER = """
import sys, time
from pathlib import Path
from portal.local import lock
print(lock.take(Path(sys.argv[1])), flush=True)
time.sleep(60)
"""


@pytest.fixture
def child(tmp_path):
    """A child that sleeps; ended whatever happens."""
    sleeper = Child("sleeper", SLEEP, tmp_path / "sleeper.log")
    sleeper.start()
    yield sleeper
    stop([sleeper], seconds=1)


def first_line(child):
    """What the child said first."""
    for _ in range(200):
        if child.log.read_text().strip():
            return child.log.read_text().split()[0]
        time.sleep(0.05)
    raise AssertionError("it said nothing")


def is_gone(pid, seconds=5):
    """Whether the process ends in time (a zombie has ended)."""
    deadline = time.monotonic() + seconds
    while birth(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not birth(pid)


def test_a_child_that_dies_is_started_again_and_said_so(child, capsys):
    died, told = child.process.pid, []
    watcher = Watcher([child], lambda: told.append(child.process.pid))
    child.process.kill()
    watcher.watch(2)
    assert child.is_running()
    assert child.process.pid != died
    assert told == [child.process.pid]
    assert "sleeper ended (SIGKILL); starting it again in 1 s" in capsys.readouterr().out


def test_a_child_that_keeps_dying_is_tried_less_and_less(tmp_path):
    broken = Child("broken", [sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "broken.log")
    broken.start()
    starts = []
    Watcher([broken], lambda: starts.append(time.monotonic())).watch(5)
    assert len(starts) == 2
    assert starts[1] - starts[0] > 1.9


def test_a_signal_ends_the_watch(child):
    watcher = Watcher([child], lambda: None)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    watcher.obey_signals()
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGTERM)).start()
    watcher.watch(10)
    for number, handler in before.items():
        signal.signal(number, handler)
    assert watcher.told_to_stop


def test_stop_ends_the_deaf_and_whole_families_in_time(tmp_path):
    deaf, family = Child("deaf", STUBBORN, tmp_path / "deaf.log"), Child("family", FAMILY, tmp_path / "family.log")
    for member in (deaf, family):
        member.start()
    first_line(deaf)
    pids = [deaf.process.pid, family.process.pid, int(first_line(family))]
    began = time.monotonic()
    stop([deaf, family], seconds=1)
    assert time.monotonic() - began < 2
    assert all(is_gone(pid) for pid in pids)


def test_children_end_with_their_killed_parent(tmp_path):
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    assert birth(pid)
    parent.kill()
    parent.wait()
    assert is_gone(pid)


def test_what_a_killed_run_left_is_known_and_ended(child, tmp_path):
    path = tmp_path / "run.json"
    write_down(path, "http://127.0.0.1:1/", [child])
    assert [row["name"] for row in recorded(path)] == ["sleeper"]
    assert stop_recorded(path, seconds=3) == ["sleeper"]
    assert not child.is_running()


def test_a_stranger_with_a_recorded_number_is_never_touched(child, tmp_path):
    path = tmp_path / "run.json"
    write_json(path, {"url": "", "processes": [{"name": "worker", "pid": child.process.pid, "born": "1"}]})
    assert stop_recorded(path, seconds=1) == []
    assert child.is_running()


def test_only_one_run_holds_a_folder_and_the_other_is_told(tmp_path):
    write_json(tmp_path / "run.json", {"url": "http://127.0.0.1:8000/", "processes": []})
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "True\n"
    with pytest.raises(Trouble, match=r"already runs in this folder \(http://127.0.0.1:8000/\)"):
        lock.take_or_explain(tmp_path)
    holder.kill()
    holder.wait()
    assert lock.take(tmp_path)
    lock.give_back()


def test_a_port_with_a_server_is_not_free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not is_free("127.0.0.1", port)
    assert is_free("127.0.0.1", port)


def test_a_record_that_was_cut_off_counts_as_none(tmp_path):
    (tmp_path / "run.json").write_text('{"url": "http')
    assert read_json(tmp_path / "run.json") is None
    assert stop_recorded(tmp_path / "run.json") == []
