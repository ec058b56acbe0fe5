"""`python -m portal.local.benching SIZE [NAME…]`: benchmarks in bench/, each on its own database, into bench/results/."""

import shutil
import sys
from contextlib import ExitStack
from pathlib import Path

from portal.local.copies import copied
from portal.local.places import ROOT
from portal.local.process import Trouble
from portal.local.scratch import run, scratch_servers

LARGE = {  # candidates, vacancies, applications
    "ci": (200, 1_000, 380),
    "jobs": (200, 10_000, 380),  # the length of the public list alone, in minutes
    "full": (500_000, 10_000, 1_000_000),
}


def main(size: str, chosen: list[str]) -> int:
    """0 if every benchmark ended well; each gets SIZE (ci, jobs or full) in its environment."""
    there = sorted(path.stem for path in (ROOT / "bench").glob("*.py") if not path.stem.startswith("_"))
    if size not in LARGE or not set(chosen) <= set(there):
        print(f"Say ci, jobs or full, then none or some of: {', '.join(there)}", file=sys.stderr)
        return 2
    try:
        with scratch_servers(durable=True) as environment:
            environment |= {"SIZE": size, "DB_STATEMENT_TIMEOUT_MS": "0"}
            keep_static(Path(environment["LOCAL_DIR"]))
            return run(["manage.py", "prepare", "--no-demo"], environment) or run_all(chosen or there, size, environment)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def keep_static(folder: Path) -> None:
    """Take over what `make run` collected, if it did: `prepare` checks that it is the same and else collects anew."""
    if (ROOT / ".local" / "static" / "collected").exists():
        shutil.copytree(ROOT / ".local" / "static", folder / "static")


def run_all(names: list[str], size: str, environment: dict[str, str]) -> int:
    """The standard demo, the large one made from it, and for each benchmark a copy of the large one."""
    numbers = [f"--{name}={number}" for name, number in zip(("candidates", "vacancies", "applications"), LARGE[size], strict=True)]
    with ExitStack() as stack:
        small = stack.enter_context(copied(environment["DATABASE_URL"], "bench"))
        at_small = environment | {"DATABASE_URL": small, "SMALL_DATABASE_URL": small}
        if failed := run(["manage.py", "demo"], at_small):
            return failed
        large = stack.enter_context(copied(small, "large"))
        if failed := run(["manage.py", "demo", *numbers], at_small | {"DATABASE_URL": large}):
            return failed
        return max([run_one(name, large, at_small) for name in names])


def run_one(name: str, large: str, environment: dict[str, str]) -> int:
    """One benchmark in a process of its own; its exit code."""
    with copied(large, name) as url:
        return run(["-m", f"bench.{name}"], environment | {"DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "ci", sys.argv[2:]))
