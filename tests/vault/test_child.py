"""The limits of the child, felt from inside: the same lock_in() that guards the sanitiser, then a crime."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from vault import cell
from vault.refusals import FileRefused

CRIMES = {
    "memory": ("bytearray(600 * 1024 * 1024)", b"MemoryError"),
    "new file": (
        "n = f'/tmp/crime-{os.getpid()}'; f = os.open(n, os.O_CREAT | os.O_WRONLY); os.unlink(n); os.write(f, b'x')",
        b"File too large",
    ),
    "network": ("socket.socket().connect(('127.0.0.1', PORT))", b"Network is unreachable"),
    "new process": ("os.fork()", b"Resource temporarily unavailable"),
    "root again": ("os.setuid(0)", b"Operation not permitted"),
    "root file": ("open('/etc/shadow').read()", b"Permission denied"),
    "keys": ("open(KEY).read()", b"Permission denied"),
}
NEEDS_ROOT = {"root again", "keys"}  # an ordinary user is no other user in the child: it may read its own files


def commit(crime, before="", **names):
    """Everything is imported first, so that a crime fails for the limit and for nothing else."""
    script = f"import os, resource, socket\nimport vault.child as child\nchild.warm_up()\n{before}\nchild.lock_in()\n{crime}\nprint('DONE')"
    for name, value in names.items():
        script = script.replace(name, repr(value))
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, env={"PYTHONPATH": str(cell.HOUSE)}, cwd="/", timeout=60, check=False)


def kernel_gives_namespaces():
    """Some kernels keep user namespaces from ordinary users."""
    probe = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    return os.geteuid() == 0 or subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


@pytest.mark.parametrize("crime", CRIMES)
def test_the_child_cannot(crime, safe):
    if (crime in NEEDS_ROOT and os.geteuid() != 0) or (crime == "network" and not kernel_gives_namespaces()):
        pytest.skip("this limit stands only where the service runs as root, or where the kernel gives namespaces")
    script, stopped_by = CRIMES[crime]
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = commit(script, PORT=server.getsockname()[1], KEY=str(safe.KEYS_DIR / "field-1.key"))
    assert (done.stdout, done.returncode) == (b"", 1)
    assert stopped_by in done.stderr


def test_the_child_may_do_its_work():
    assert commit("child.sanitise").stdout == b"DONE\n"


def test_the_child_dies_when_it_thinks_too_long():
    """The same lock_in() with a shorter clock; that the clock is 10 seconds stands in the next test."""
    started = time.monotonic()
    assert commit("while True: pass", before="child.CPU_SECONDS = 2").returncode == -signal.SIGKILL
    assert 1 < time.monotonic() - started < 20


def test_the_child_has_its_limits():
    told = "print(*[resource.getrlimit(getattr(resource, 'RLIMIT_' + n))[1] for n in ('AS', 'CPU', 'FSIZE', 'NPROC', 'NOFILE')])"
    assert commit(told).stdout.split()[:5] == [b"536870912", b"10", b"0", b"0", b"32"]


@pytest.mark.parametrize("command", [("page", "application/pdf", "x"), ("nonsense",), ()])
def test_a_child_that_dies_is_a_code(command):
    with pytest.raises(FileRefused, match="try_again"):
        cell.run(b"x", *command)


def test_a_killed_child_is_a_code(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(FileRefused, match="try_again"):
        cell.run(b"x", "sanitise", "image/jpeg")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(FileRefused, match="try_again"):
        cell.run(b"x", "sanitise", "image/jpeg")


@pytest.mark.parametrize(
    "out", [b"", b"{}\nx", b"[1]\n", b"null\n", b'{"media_type": "text/html", "pages": 1}\nx', b'{"code": "made up"}\n', b"\xff\n"]
)
def test_an_answer_that_is_nonsense_is_a_code(out):
    with pytest.raises(FileRefused):
        cell._read(out, 0)


def test_a_child_killed_by_a_signal_blames_the_file():
    with pytest.raises(FileRefused, match="too_complex"):
        cell._read(b"", -9)


def test_the_child_is_told_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    seen = {}
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: seen.update(options) or subprocess.CompletedProcess(args, 1, b"", b""))
    with pytest.raises(FileRefused):
        cell.run(b"x", "sanitise", "image/jpeg")
    assert "canary" not in str(seen["env"])
