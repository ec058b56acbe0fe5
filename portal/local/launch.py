"""Turn into another program that ends with its parent, as a user that PostgreSQL accepts. Run by path; standard library only."""

import argparse
import ctypes
import os
import signal
import sys
import time

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000


def end_with_parent(parent: int, number: int) -> None:
    """Promise that this process gets the signal `number` when `parent` is gone, however it went."""
    if not sys.platform.startswith("linux"):
        look_after(parent, number)
    elif ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number) != 0 or os.getppid() != parent:
        raise SystemExit(1)


def look_after(parent: int, number: int) -> None:
    """Where the kernel cannot do it: a small process of its own waits for the parent's end."""
    target = os.getpid()
    if os.fork():
        return
    os.setsid()
    while is_alive(parent):
        if not is_alive(target):
            os._exit(0)
        time.sleep(1)
    for last in (number, signal.SIGKILL):
        if is_alive(target):
            os.killpg(target, last) if os.getpgid(target) == target else os.kill(target, last)
            time.sleep(6)
    os._exit(0)


def is_alive(pid: int) -> bool:
    """Whether a process has this id (ours or not)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def map_user(uid: int, gid: int) -> None:
    """Appear as another user in a user namespace of one's own; files stay those of the real user. OSError where barred."""
    outside_uid, outside_gid = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are barred")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {outside_uid} 1"), ("gid_map", f"{gid} {outside_gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def become(uid: int, gid: int) -> None:
    """Give up root for good."""
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def main() -> None:
    """`launch.py --parent PID --signal N [--map-user UID:GID | --become UID:GID] -- program …`"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--signal", type=int, default=signal.SIGTERM)
    parser.add_argument("--map-user")
    parser.add_argument("--become")
    parser.add_argument("program", nargs="+")
    given = parser.parse_args()
    if given.map_user:
        map_user(*map(int, given.map_user.split(":")))
    elif given.become:
        become(*map(int, given.become.split(":")))
    end_with_parent(given.parent, given.signal)  # after the change of user, which would undo it
    os.execvp(given.program[0], given.program)


if __name__ == "__main__":
    main()
