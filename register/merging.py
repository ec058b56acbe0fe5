"""All staged rows become the register in one transaction: nothing is half imported, and claimed entries stay as they are."""

from django.db import connection, transaction
from django.utils import timezone

from register import crate
from register.models import Problem, RegisterImport, Staged

DOUBLES = """
WITH found AS (
  SELECT id, row, row_number() OVER (PARTITION BY cnic_index ORDER BY row) AS place FROM register_staged WHERE load_id = %(load)s
), gone AS (DELETE FROM register_staged WHERE id IN (SELECT id FROM found WHERE place > 1) RETURNING row)
INSERT INTO register_problem (load_id, row, field, code) SELECT %(load)s, row, 'cnic', 'duplicate_in_file' FROM gone
"""
NUMBERS = """
WITH found AS (
  SELECT s.id, row_number() OVER (PARTITION BY s.number ORDER BY s.row) > 1
      OR EXISTS (SELECT 1 FROM register_registerentry e WHERE e.source = %(source)s AND e.number = s.number AND e.public_id <> s.entry_id)
    AS is_taken
  FROM register_staged s WHERE s.load_id = %(load)s AND s.number IS NOT NULL
), gone AS (
  DELETE FROM register_staged WHERE id IN (SELECT id FROM found WHERE is_taken) AND outcome IN ('new', 'changed') RETURNING row
)
INSERT INTO register_problem (load_id, row, field, code) SELECT %(load)s, row, 'number', 'number_taken' FROM gone
"""
COLUMNS = (
    "number, full_name, cnic, cnic_index, birth_date, phone, email, district_id, education_level, education_subject, trade, "
    "experience_years, japanese, sex, fingerprint"
)
FROM_STAGED = ", ".join(f"s.{name}" for name in COLUMNS.split(", "))
INSERT = f"""
INSERT INTO register_registerentry (public_id, source, load_id, imported_at, {COLUMNS})
SELECT entry_id, %(source)s, %(load)s, %(now)s, {COLUMNS} FROM register_staged WHERE load_id = %(load)s AND outcome = 'new' ORDER BY row
"""  # noqa: S608  our own names
UPDATE = f"""
UPDATE register_registerentry e SET ({COLUMNS}, load_id, imported_at) = ({FROM_STAGED}, %(load)s, %(now)s)
FROM register_staged s WHERE s.load_id = %(load)s AND s.outcome = 'changed' AND e.public_id = s.entry_id AND e.claimed_at IS NULL
"""  # noqa: S608
SEX_OF_CLAIMED = """
UPDATE register_registerentry e SET sex = s.sex
FROM register_staged s WHERE s.load_id = %(load)s AND s.outcome = 'claimed' AND s.sex <> '' AND e.public_id = s.entry_id
"""  # for the figures of the report; nothing that the person keeps
COUNT = "SELECT outcome, count(*) FROM register_staged WHERE load_id = %(load)s GROUP BY outcome"


@transaction.atomic
def merge(load: RegisterImport) -> None:
    """Take the staged rows over and end the import; an error leaves the register as it was."""
    said = {"load": load.pk, "source": load.source, "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        RegisterImport.objects.select_for_update(no_key=True).get(pk=load.pk)
        for statement in (DOUBLES, NUMBERS, INSERT):
            cursor.execute(statement, said)
        cursor.execute(UPDATE, said)
        changed = cursor.rowcount
        cursor.execute(SEX_OF_CLAIMED, said)
        cursor.execute(COUNT, said)
        counts = dict(cursor.fetchall())
    end(load, RegisterImport.Stage.DONE, counts=summary(load, {**counts, "changed": changed}))


def summary(load: RegisterImport, counts: dict[str, int]) -> dict[str, int]:
    """Rows by what became of them; what is in no other group was left out."""
    found = {name: counts.get(name, 0) for name in ("new", "changed", "same", "claimed")}
    rows = max(0, load.cursor - 1 - load.counts.get("blank", 0))
    accounts = Problem.objects.filter(load=load, code="has_profile").count()
    return {"rows": rows, **found, "left_out": rows - sum(found.values()), "accounts": accounts}


@transaction.atomic
def end(load: RegisterImport, stage: str, *, fault: str = "", counts: dict[str, int] | None = None) -> bool:
    """Close an import that is not over: the staged rows and the key of the file go at once, the bytes after."""
    now = timezone.now()
    open_ones = RegisterImport.objects.filter(pk=load.pk).exclude(stage__in=RegisterImport.OVER)
    ended = open_ones.update(stage=stage, fault=fault, counts=counts or {}, wrapped_key=None, ended_at=now, lease_until=None, share=1)
    if not ended:
        return False
    Staged.objects.filter(load=load)._raw_delete("default")
    if stage != RegisterImport.Stage.DONE:
        Problem.objects.filter(load=load)._raw_delete("default")
    transaction.on_commit(lambda: crate.discard(load.public_id.hex))
    return True
