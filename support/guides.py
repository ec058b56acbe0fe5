"""Keeping versions of guide pages, and loading the first texts that the house ships."""

import csv
from datetime import date
from pathlib import Path

from accounts.models import User
from support.models import GuidePage, GuideVersion, Office
from support.models.guide import LANGUAGES, TEXTS

DATA = Path(__file__).parent / "data"


def keep_version(page: GuidePage, *, by: User | None) -> GuideVersion:
    """One row with the texts as they are now."""
    texts = {name: getattr(page, name) for name in TEXTS}
    return GuideVersion.objects.update_or_create(page=page, version=page.version, defaults={"texts": texts, "by": by})[0]


def load() -> dict[str, int]:
    """Offices and guide pages; gives the number of rows that the house ships."""
    return {"offices": load_offices(), "guide pages": load_pages()}


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def load_offices() -> int:
    """Examples until OEC confirms them; an office that is there is not touched."""
    rows = [Office(**{**row, "order": int(row["order"])}) for row in rows_of("offices.csv")]
    return len(Office.objects.bulk_create(rows, ignore_conflicts=True))


def texts_of(slug: str) -> dict[str, str]:
    """Title and body in each language that stands in data/guide: the first line is the title."""
    texts = {}
    for code in LANGUAGES:
        path = DATA / "guide" / f"{slug}.{code}.md"
        if path.exists():
            title, _, body = path.read_text(encoding="utf-8").partition("\n")
            texts |= {f"title_{code}": title.lstrip("# ").strip(), f"body_{code}": body.strip()}
    return texts


def load_pages() -> int:
    """The first texts. A page that staff have changed stays as they left it; one that nobody touched follows the house."""
    rows = rows_of("guide.csv")
    for row in rows:
        values = texts_of(row["slug"]) | {"group": row["group"], "order": int(row["order"]), "source": row["source"]}
        values |= {"as_of": date.fromisoformat(row["as_of"])}
        page, is_new = GuidePage.objects.get_or_create(slug=row["slug"], defaults={**values, "is_published": True, "is_as_shipped": True})
        if is_new:
            keep_version(page, by=None)
        elif page.is_as_shipped and any(getattr(page, name) != value for name, value in values.items()):
            follow(page, values)
    return len(rows)


def follow(page: GuidePage, values: dict[str, object]) -> None:
    """A newer text of the house replaces an older one of the house."""
    for name, value in values.items():
        setattr(page, name, value)
    page.version += 1
    page.save()
    keep_version(page, by=None)
