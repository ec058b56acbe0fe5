"""`python -m portal.local.benching SIZE`: every benchmark in bench/, each on a prepared database; they write bench/results/<name>.json."""

import sys

from portal.local.places import ROOT
from portal.local.process import Trouble
from portal.local.scratch import run, scratch_servers


def main(size: str) -> int:
    """0 if every benchmark ended well; each gets SIZE (ci or full) in its environment."""
    names = sorted(path.stem for path in (ROOT / "bench").glob("*.py") if not path.stem.startswith("_"))
    if not names:
        print("There are no benchmarks yet; each area brings its own in bench/.")
        return 0
    (ROOT / "bench" / "results").mkdir(exist_ok=True)
    try:
        with scratch_servers(durable=True) as environment:
            environment |= {"SIZE": size, "DB_STATEMENT_TIMEOUT_MS": "0"}
            failed = run(["manage.py", "prepare", "--no-demo"], environment)
            return failed or max(run(["-m", f"bench.{name}"], environment) for name in names)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "ci"))
