"""From checked rows to the staging table: identity sealed, the outcome known, in one COPY a slice of rows."""

import io
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from candidates.models import District, Profile
from jobs.search import normal
from register.models import Problem, RegisterEntry, RegisterImport, Staged
from register.rows import Checked, check
from vault import crypto
from vault.keys import keyring

PLAIN = (
    "number",
    "full_name",
    "phone",
    "email",
    "district",
    "education_level",
    "education_subject",
    "trade",
    "experience_years",
    "japanese",
    "sex",
)
STAGED = (
    "load_id", "row", "outcome", "entry_id", "cnic", "cnic_index", "birth_date", "fingerprint", "number", "full_name", "phone", "email",
    "district_id", "education_level", "education_subject", "trade", "experience_years", "japanese", "sex",
)  # fmt: skip
MAY_BE_NULL = {"number", "district", "experience_years"}
CNIC, BIRTH = RegisterEntry._meta.get_field("cnic"), RegisterEntry._meta.get_field("birth_date")
INDEX = RegisterEntry._meta.get_field("cnic_index")
PROFILE_INDEX = Profile._meta.get_field("cnic_index")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def known_districts() -> dict[str, int]:
    """Normal names in English and Urdu; a name of two districts names none."""
    found: dict[str, set[int]] = {}
    for pk, *names in District.objects.values_list("pk", "name", "name_ur"):
        for name in filter(None, names):
            found.setdefault(normal(name), set()).add(pk)
    return {name: pks.pop() for name, pks in found.items() if len(pks) == 1}


def stage(load: RegisterImport, numbered: Sequence[tuple[int, list[str]]], *, today: date, districts: Mapping[str, int]) -> None:
    """Check these rows and keep them for the merge. Call it in the transaction that moves the cursor."""
    checked = [(number, check(_cells(load.columns, cells), today=today, districts=districts)) for number, cells in numbered]
    good = [(number, row) for number, row in checked if row.is_kept]
    known, accounts = _known(row for _number, row in good), _accounts(row for _number, row in good)
    lines, problems = [], [(number, *problem) for number, row in checked for problem in row.problems]
    for number, row in good:
        index = INDEX.blind_index(row.values["cnic"])
        lines.append(_line(load, number, row, index, known.get(index)))
        if row.values["cnic"] in accounts:
            problems.append((number, "cnic", "has_profile"))
        if index in known and known[index][2]:
            problems.append((number, "cnic", "already_claimed"))
    copy(Staged, STAGED, lines)
    copy(Problem, ("load_id", "row", "field", "code"), [(load.pk, *problem) for problem in problems])


def _cells(columns: Mapping[str, int], cells: Sequence[str]) -> dict[str, str]:
    return {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}


def _known(rows: Iterable[Checked]) -> dict[bytes, tuple[uuid.UUID, bytes, bool]]:
    """The newest index of each CNIC that stands in the register: its id, its fingerprint and whether it is claimed."""
    newest = {index: INDEX.blind_index(row.values["cnic"]) for row in rows for index in _indexes(INDEX, str(row.values["cnic"]))}
    found = RegisterEntry.objects.filter(cnic_index__in=list(newest)).values_list("cnic_index", "public_id", "fingerprint", "claimed_at")
    return {newest[bytes(index)]: (row_id, bytes(fingerprint), at is not None) for index, row_id, fingerprint, at in found}


def _accounts(rows: Iterable[Checked]) -> set[str]:
    """The CNICs that a profile has already."""
    owner = {index: str(row.values["cnic"]) for row in rows for index in _indexes(PROFILE_INDEX, str(row.values["cnic"]))}
    return {owner[bytes(index)] for index in Profile.objects.filter(cnic_index__in=list(owner)).values_list("cnic_index", flat=True)}


def _indexes(field: Any, cnic: str) -> list[bytes]:
    """With every index key that is still there."""
    keys = keyring()
    return [crypto.blind_index(keys, cnic, scope=field.scope, key_id=key_id) for key_id in keys.ids("index")]


def fingerprint_of(values: Mapping[str, object]) -> bytes:
    """Equal for equal rows; tells nothing without the key."""
    names = [name for name in ("cnic", "birth_date", *PLAIN) if name != "sex" or "sex" in values]  # older prints know no sex
    said = "\x1f".join(str(values.get(name, "")) for name in names)
    return crypto.blind_index(keyring(), said, scope="register_registerentry.fingerprint")


def _line(load: RegisterImport, number: int, row: Checked, index: bytes, known: tuple[uuid.UUID, bytes, bool] | None) -> tuple[Any, ...]:
    values, mark = row.values, fingerprint_of(row.values)
    row_id, old, is_claimed = known or (uuid.uuid4(), b"", False)
    outcome = "new" if known is None else "claimed" if is_claimed else "same" if old == mark else "changed"
    is_written, birth = outcome in ("new", "changed"), values.get("birth_date")
    sealed = bytes(CNIC.seal(values["cnic"], row_id)) if is_written else None
    born = bytes(BIRTH.seal(birth, row_id)) if is_written and birth else None
    plain = [values.get(name, None if name in MAY_BE_NULL else "") for name in PLAIN]
    return (load.pk, number, outcome, row_id, sealed, index, born, mark, *plain)


def copy(model: Any, columns: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """COPY rows into the model's table."""
    text = io.StringIO("".join("\t".join(map(_copied, line)) + "\n" for line in lines))
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {model._meta.db_table} ({names}) FROM STDIN", text)


def _copied(value: object) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value).translate(ESCAPES)
