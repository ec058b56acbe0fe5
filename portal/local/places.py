"""Where the local portal keeps its things, and on which ports."""

import json
import os
import secrets
import socket
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def local_dir() -> Path:
    """The folder of everything local (LOCAL_DIR, else .local in the clone), readable by its owner only."""
    folder = Path(os.environ.get("LOCAL_DIR") or ROOT / ".local").absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def read_json(path: Path) -> dict | None:
    """What the file holds; None where it is missing or was cut off in the middle."""
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return None


def write_json(path: Path, value: dict) -> None:
    """Replace the file at once and whole, readable by its owner only."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
    os.replace(name, path)


def password(path: Path) -> str:
    """The password kept in the file, made up the first time."""
    kept = read_json(path)
    if not kept:
        kept = {"password": secrets.token_urlsafe(24)}
        write_json(path, kept)
    return kept["password"]


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def port_for(name: str, folder: Path) -> int:
    """The loopback port this server had last time if it is free, else a free one; remembered."""
    path = folder / "ports.json"
    ports = read_json(path) or {}
    if not (name in ports and is_free("127.0.0.1", ports[name])):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            ports[name] = probe.getsockname()[1]
        write_json(path, ports)
    return ports[name]
