"""What a benchmark found: a readable line per figure, and bench/results/<name>.json."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

RESULTS = Path(__file__).parent / "results"


def size() -> str:
    """ci, jobs or full."""
    return os.environ.get("SIZE", "ci")


def at_size(*, ci: int, full: int) -> int:
    """The number that goes with the size of this run."""
    return full if size() == "full" else ci


def percentile(values: list[float], percent: int) -> float:
    """The value that `percent` of the values do not pass."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


@dataclass
class Report:
    """Figures are what was measured, ratios are goals that were met or missed, mismatches are wrong results."""

    name: str
    folder: Path = RESULTS
    mismatches: int = 0
    figures: dict[str, float] = field(default_factory=dict)
    ratios: dict[str, dict[str, float | bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        print(f"── {self.name} ({size()}) ──")

    def figure(self, name: str, value: float) -> None:
        """One measured number; its unit stands in its name."""
        self.figures[name] = round(value, 3)
        print(f"  {name:<64} {value:>12,.2f}")

    def goal(self, name: str, measured: float, *, at_most: float | None = None, at_least: float | None = None) -> None:
        """A number with the bound that it has to keep."""
        holds = (at_most is None or measured <= at_most) and (at_least is None or measured >= at_least)
        goal = at_most if at_most is not None else at_least
        self.ratios[name] = {"measured": round(measured, 3), "goal": goal, "holds": holds}
        print(f"  {name:<64} {measured:>12,.2f}   goal {'≤' if at_most is not None else '≥'} {goal:g}: {'holds' if holds else 'MISSED'}")

    def wrong(self, name: str, count: int) -> None:
        """Results that are not what they must be: there must be none."""
        self.mismatches += count
        print(f"  {name:<64} {count:>12,}   {'must be 0' if count else 'as it must be'}")

    def write(self) -> int:
        """Write the file; 1 if anything was wrong: a wrong result has no speed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        found = {"name": self.name, "size": size(), "mismatches": self.mismatches, "figures": self.figures, "ratios": self.ratios}
        (self.folder / f"{self.name}.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
        return 1 if self.mismatches else 0
