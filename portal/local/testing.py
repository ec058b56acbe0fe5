"""`python -m portal.local.testing [pytest arguments]`: all tests on servers of their own; pytest's closing line stays the last."""

import sys

from portal.local.process import Trouble
from portal.local.scratch import run, scratch_servers

PYTEST = ["-m", "pytest", "-n", "2", "--durations=10"]


def main(arguments: list[str]) -> int:
    """pytest's exit code, whatever happens with the servers gone."""
    try:
        with scratch_servers(durable=False) as environment:
            compiled = run(["manage.py", "compile_messages", "--skip-checks", "--verbosity", "0"], environment)
            return compiled or run([*PYTEST, *arguments], environment)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
