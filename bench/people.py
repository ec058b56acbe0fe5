"""People found by name at the counter over half a million: the words in any order, one wrong letter in one of them."""

import csv
import io
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from accounts.models import User
from accounts.roles import Role
from bench._report import Report, at_size, percentile
from candidates.models import Profile
from candidates.names import name_keys
from reviews.search import by_name

PEOPLE = at_size(ci=20_000, full=500_000)
ASKED = 300
VOWELS, FIRM = "aeiou", "bptjkdrzsgfklmnhy"
COPIED = {  # every column but those that are a person's own, copied from one person of the demo
    "accounts_user": ("id", "public_id", "email", "phone", "full_name"),
    "candidates_profile": (
        "id", "public_id", "reference", "full_name", "passport_name", "name_keys", "user_id", "cnic", "cnic_index", "passport_number",
        "passport_index", "cv_id",
    ),
}  # fmt: skip


def names(dice: random.Random) -> Iterator[str]:
    """Names as they fall: few are very common, many are rare."""
    with (Path(settings.BASE_DIR) / "portal/demo/data/names.csv").open(encoding="utf-8", newline="") as lines:
        common = [row["latin"] for row in csv.DictReader(lines)]
    dice.shuffle(common)
    weights = [1 / place for place in range(1, len(common) + 1)]
    rare = ["".join(dice.choice(VOWELS if place % 2 else FIRM) for place in range(dice.choice((4, 5, 6, 7)))).title() for _n in range(8000)]
    while True:
        words = (dice.choices(common, weights)[0] if dice.random() < 0.75 else dice.choice(rare) for _n in range(dice.choice((2, 2, 3))))
        yield " ".join(words)


def others(cursor: object, table: str) -> str:
    """The columns that every row shares."""
    cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])  # type: ignore[attr-defined]
    return ", ".join(f'"{name}"' for (name,) in cursor.fetchall() if name not in COPIED[table])  # type: ignore[attr-defined]


def fill(dice: random.Random) -> None:
    """So many people with a name and nothing else of their own."""
    made, lines = names(dice), io.StringIO()
    for _n in range(PEOPLE):
        name = next(made)
        lines.write(f"{name}\t{{{','.join(name_keys(name))}}}\n")
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE made (i serial, name text, keys varchar(16)[])")
        cursor.copy_expert("COPY made (name, keys) FROM STDIN", lines)
        user, profile = others(cursor, "accounts_user"), others(cursor, "candidates_profile")
        cursor.execute(
            f"INSERT INTO accounts_user (public_id, phone, full_name, {user}) "
            f"SELECT gen_random_uuid(), '+92399' || lpad(i::text, 7, '0'), name, {user} FROM made, "
            "(SELECT * FROM accounts_user WHERE id = (SELECT min(user_id) FROM candidates_profile)) one"
        )
        cursor.execute(
            f"INSERT INTO candidates_profile (public_id, reference, full_name, passport_name, name_keys, user_id, {profile}) "
            f"SELECT gen_random_uuid(), 'X-' || lpad(i::text, 8, '0'), name, '', keys, who.id, {profile} FROM made "
            "JOIN (SELECT id, phone FROM accounts_user) who ON who.phone = '+92399' || lpad(i::text, 7, '0'), "
            "(SELECT * FROM candidates_profile WHERE id = (SELECT min(id) FROM candidates_profile)) one"
        )
        cursor.execute("ANALYZE candidates_profile")


def mistyped(name: str, dice: random.Random) -> str:
    """The words in another order, one vowel or letter of the longest one wrong."""
    words = name.lower().split()
    place = max(range(len(words)), key=lambda at: len(words[at]))
    letter = dice.randrange(1, len(words[place]))
    words[place] = words[place][:letter] + dice.choice(VOWELS) + words[place][letter + 1 :]
    dice.shuffle(words)
    return " ".join(words)


def main() -> int:
    """0 always: what is found depends on how common a name is, and is a figure."""
    report, dice = Report("people"), random.Random(5)
    fill(dice)
    officer = User.objects.filter(role=Role.OEC_OFFICER).first()
    asked = list(Profile.objects.filter(reference__startswith="X-").order_by("?").values_list("full_name", flat=True)[:ASKED])
    spent, found = [], 0
    for name in asked:
        text, began = mistyped(name, dice), time.perf_counter()
        hits = by_name(text, officer)  # type: ignore[arg-type]
        spent.append((time.perf_counter() - began) * 1000)
        found += any(hit.profile.full_name == name for hit in hits)
    report.figure("people", Profile.objects.count())
    report.figure("search by a mistyped name: ms at the median", percentile(spent, 50))
    report.goal("search by a mistyped name: ms at the 95th percentile", percentile(spent, 95), at_most=50)
    report.goal("of 100 mistyped names, found among the twenty shown", 100 * found / len(asked), at_least=85)
    return report.write()


if __name__ == "__main__":
    sys.exit(main())
