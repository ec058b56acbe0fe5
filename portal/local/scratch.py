"""Servers for one job (tests, benchmarks) in a folder that goes with them; never those of a running portal."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portal.local.launch import end_with_parent
from portal.local.places import ROOT
from portal.local.process import launched, signal_group
from portal.local.servers import Servers


@contextmanager
def scratch_servers(*, durable: bool) -> Iterator[dict[str, str]]:
    """The environment for commands that use them; DATABASE_URL and REDIS_URL are kept where set."""
    end_with_parent(os.getppid(), signal.SIGTERM)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(130))
    with tempfile.TemporaryDirectory(prefix="safeer-", ignore_cleanup_errors=True) as folder:
        servers = Servers(Path(folder), durable=durable)
        try:
            servers.start()
            named = {key.upper(): value for key, value in servers.addresses().items()}
            yield {"DEMO": "1"} | os.environ | named | {"LOCAL_DIR": folder}
        finally:
            servers.stop()


def run(arguments: list[str], environment: dict[str, str]) -> int:
    """A Python command in a group of its own; nothing of the group stays when it, or we, end. Its exit code."""
    child = subprocess.Popen(launched([sys.executable, *arguments]), cwd=ROOT, env=environment, start_new_session=True)
    try:
        return child.wait()
    except BaseException:
        child.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=5)
        raise
    finally:
        signal_group(child.pid, signal.SIGKILL)
        child.wait()
