"""What can be read from a person's own description of a job: phases of a project and the skills that are named in it. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence

PHASES = {
    "要件定義": r"requirement|要件",
    "設計": r"design|architect|設計",
    "実装": r"develop|implement|buil[dt]|cod(?:e|ing)|program|wrote|実装|開発",
    "テスト": r"test|\bqa\b|quality|テスト|試験",
    "運用保守": r"maint|operat|support|deploy|monitor|運用|保守",
}
GROUPS = {  # columns of the grid, by the groups of the vocabulary
    "言語": ("language",),
    "フレームワーク": ("web", "backend", "mobile", "blockchain"),
    "DB": ("database",),
    "OS・クラウド": ("cloud", "network"),
    "ツール・その他": (),
}
REST = "ツール・その他"


def phases_in(text: str) -> list[bool]:
    """Which phases the words name, in the order of PHASES."""
    return [bool(re.search(pattern, text, re.IGNORECASE)) for pattern in PHASES.values()]


def is_named_in(name: str, text: str) -> bool:
    """A skill's name as a word of its own; a name of up to three letters only in its own spelling ("Go", not "go")."""
    pattern = rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9+#])"
    return bool(re.search(pattern, text, 0 if len(name) <= 3 else re.IGNORECASE))


def column_of(group: str) -> str:
    """The column of the grid that a group of the vocabulary belongs to."""
    return next((column for column, groups in GROUPS.items() if group in groups), REST)


def grouped(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """(name, column) pairs as one line of names for each column."""
    found: dict[str, list[str]] = {column: [] for column in GROUPS}
    for name, column in names:
        found[column].append(name)
    return {column: "、".join(names) for column, names in found.items()}


def year_month(text: str) -> str:
    """2024年9月 of "2024-09"; "" of nothing."""
    return f"{text[:4]}年{int(text[5:7])}月" if text else ""


def period_of(job: Mapping[str, str]) -> str:
    """2021年6月 ～ 2024年3月, or 現在 at the end."""
    return f"{year_month(job['began'])} ～ {year_month(job['ended']) or '現在'}"


def length_of(months: int) -> str:
    """3年2か月."""
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}か月" if rest else "") or "なし"


def oldest_first(jobs: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    return sorted(jobs, key=lambda job: (job["began"], job["ended"] or "9999-99"))
