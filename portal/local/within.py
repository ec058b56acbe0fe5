"""`python -m portal.local.within demo …`: one manage.py command, with the local servers up around it if they are not."""

import subprocess
import sys

from portal.local import lock
from portal.local.places import ROOT, local_dir
from portal.local.process import Trouble, launched, stop_recorded, write_down
from portal.local.servers import Servers


def main(arguments: list[str]) -> int:
    """The command's exit code. Servers that ran before are used and left alone; those we start are stopped."""
    folder = local_dir()
    if not lock.take(folder):
        return manage(arguments)
    stop_recorded(folder / "run.json")
    servers = Servers(folder)
    try:
        servers.start()
        write_down(folder / "run.json", "", servers.children())
        return manage(["prepare", "--no-demo"]) or manage(arguments)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        servers.stop()
        (folder / "run.json").unlink(missing_ok=True)


def manage(arguments: list[str]) -> int:
    """One command of manage.py, which may take its time in the database."""
    environment = ["env", "DB_STATEMENT_TIMEOUT_MS=0", "DB_LOCK_TIMEOUT_MS=60000"]
    return subprocess.run(launched([*environment, sys.executable, "manage.py", *arguments]), cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
