"""The servers of one local portal: embedded ones, unless DATABASE_URL or REDIS_URL name others."""

import os
from pathlib import Path

from portal.local.places import write_json
from portal.local.postgres import Postgres
from portal.local.process import Child, stop
from portal.local.screen import step
from portal.local.valkey import Valkey


class Servers:
    """Started in order and stopped together; their addresses stand in servers.json for every other command."""

    def __init__(self, folder: Path, *, durable: bool = True):
        self.folder, self.durable = folder, durable
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None

    def start(self) -> None:
        """Bring up what the environment does not name."""
        if not os.environ.get("DATABASE_URL"):
            self.postgres = Postgres(self.folder, durable=self.durable)
            if not self.postgres.seat.data.exists():
                with step("Making the database (first time)", usual=6):
                    self.postgres.make()
            with step("Starting PostgreSQL", usual=2):
                self.postgres.start()
        if not os.environ.get("REDIS_URL"):
            self.valkey = Valkey(self.folder, durable=self.durable)
            with step("Starting Valkey", usual=1):
                self.valkey.start()
        write_json(self.folder / "servers.json", self.addresses())

    def addresses(self) -> dict[str, str]:
        """What settings read where the environment says nothing."""
        found = {"database_url": self.postgres.url()} if self.postgres else {}
        return found | ({"redis_url": self.valkey.url()} if self.valkey else {})

    def children(self) -> list[Child]:
        """The processes to be watched."""
        return [server.child for server in (self.postgres, self.valkey) if server]

    def stop(self) -> None:
        """End them within four seconds."""
        stop(self.children(), seconds=4)
