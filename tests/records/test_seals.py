"""The seals over the logs: whatever is changed behind the portal's back is found, and nothing that came late is missed."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from accounts.journal import journal
from records.checking import first_fault
from records.logs import LOGS
from records.models import FieldChange, Inquiry, Seal, Visit
from records.seals import ROWS, START, head_lines, seal, seal_slice, settled
from records.tasks import seal_logs
from tests.records.conftest import by_hand
from vault.models import record_access
from workflow.models import CaseNote, Entry, Note, Origin
from workflow.origin import WEB, coming_from
from workflow.origin import Origin as From

ENTRY = LOGS["entry"]
CHECKS = ["existence", "job_offers", "crime_ties"]


def step(user, *, note="", network="203.0.113.0/24"):
    with coming_from(From(WEB, network, lambda: user.pk)):
        entry = journal(user, "lock", by=user)
        if note:
            Note.objects.create(entry=entry, text=note)
    return entry


@pytest.fixture
def steps(omar):
    """Six steps, two with a note, sealed in two stretches."""
    first = [step(omar, note="words between us"), step(omar), step(omar)]
    seal(ENTRY)
    return [*first, *sealed(step(omar, note="more words"), step(omar), step(omar))]


def sealed(*entries):
    assert seal(ENTRY) == len(entries)
    return entries


def test_what_is_sealed_holds_and_is_sealed_once(steps):
    assert [(made.number, made.count) for made in Seal.objects.order_by("number")] == [(1, 3), (2, 3)]
    assert bytes(Seal.objects.get(number=1).previous) == START
    assert bytes(Seal.objects.get(number=2).previous) == bytes(Seal.objects.get(number=1).digest)
    assert seal(ENTRY) == 0
    assert first_fault(ENTRY) is None


# Each of these is done by the owner of the tables, with the guards asleep: which row is named, and how.
TAMPERINGS = {
    "the actor is another": ("UPDATE workflow_entry SET actor_id = NULL WHERE id = %(2)s", 2, "changed"),
    "it was taken at another time": ("UPDATE workflow_entry SET at = at - interval '1 day' WHERE id = %(5)s", 5, "changed"),
    "its facts are others": ("UPDATE workflow_entry SET data = '{\"ip\": 1}' WHERE id = %(1)s", 1, "changed"),
    "a step is gone": (
        "DELETE FROM workflow_note WHERE entry_id = %(4)s; DELETE FROM workflow_origin WHERE entry_id = %(4)s; "
        "DELETE FROM workflow_entry WHERE id = %(4)s",
        4,
        "removed",
    ),
    "two steps changed places": (
        "UPDATE workflow_entry a SET seq = b.seq + 100, at = b.at FROM workflow_entry b "
        "WHERE (a.id, b.id) IN ((%(2)s, %(3)s), (%(3)s, %(2)s))",
        2,
        "changed",
    ),
    "the words of a note are others": ("UPDATE workflow_note SET text = 'kind words' WHERE entry_id = %(1)s", 1, "changed"),
    "words and digest of a note are others": (
        "UPDATE workflow_note SET text = 'kind words', digest = sha256(salt || 'kind words'::bytea) WHERE entry_id = %(4)s",
        4,
        "changed",
    ),
    "a note is gone": ("DELETE FROM workflow_note WHERE entry_id = %(1)s", 1, "changed"),
    "a note was put in": (
        "INSERT INTO workflow_note (entry_id, text, reach, salt, digest) VALUES (%(2)s, 'x', 'own', '', '')",
        2,
        "changed",
    ),
    "it came from another network": ("UPDATE workflow_origin SET network = '198.51.100.0/24' WHERE entry_id = %(6)s", 6, "changed"),
    "it came through another door": ("UPDATE workflow_origin SET door = 'system' WHERE entry_id = %(6)s", 6, "changed"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_tampered_with_is_named(steps, owner, name):
    sql, place, what = TAMPERINGS[name]
    with owner("workflow_entry", "workflow_note", "workflow_origin"), connection.cursor() as cursor:
        cursor.cursor.execute(sql, {str(number): entry.pk for number, entry in enumerate(steps, 1)})
    fault = first_fault(ENTRY)
    assert (fault.row, fault.what) == (steps[place - 1].pk, what)


def copy_of(entry, pk, at):
    """A step as the owner writes it into a hole between the ids."""
    by_hand(
        "INSERT INTO workflow_entry (id, kind, subject_kind, subject_id, subject_ref, seq, source_state, target_state, actor_id,"
        " actor_role, source, data, at) SELECT %s, kind, subject_kind, subject_id, subject_ref, seq + 500, '', '', actor_id,"
        " actor_role, source, data, %s FROM workflow_entry WHERE id = %s",
        pk,
        at,
        entry.pk,
    )


def test_a_step_put_between_the_others_is_named(omar, owner):
    first = step(omar)
    with transaction.atomic():
        hole = step(omar).pk
        transaction.set_rollback(True)
    sealed(first, step(omar))
    assert first_fault(ENTRY) is None, "a hole is no fault"
    copy_of(first, hole, first.at)
    assert (first_fault(ENTRY).row, first_fault(ENTRY).what) == (hole, "inserted out of turn")


def test_a_step_that_pretends_to_be_old_is_named(steps, omar, settings):
    settings.DEMO = False
    late = step(omar)
    copy_of(late, late.pk + 1, late.at - timedelta(days=30))
    by_hand("SELECT setval(pg_get_serial_sequence('workflow_entry', 'id'), %s)", late.pk + 1)
    seal(ENTRY)
    assert (first_fault(ENTRY).row, first_fault(ENTRY).what) == (late.pk + 1, "back-dated")


SEAL_TAMPERINGS = {
    "its rows": ("UPDATE records_seal SET rows = decode(repeat('00', 120), 'hex') WHERE number = 1", 1, "changed"),
    "its digest": ("UPDATE records_seal SET digest = previous WHERE number = 2", 2, "changed"),
    "its time": ("UPDATE records_seal SET at = at - interval '1 hour' WHERE number = 2", 2, "changed"),
    "it is gone": ("DELETE FROM records_seal WHERE number = 1", 1, "missing"),
}


@pytest.mark.parametrize("name", SEAL_TAMPERINGS)
def test_a_seal_that_was_tampered_with_is_named(steps, owner, name):
    sql, number, what = SEAL_TAMPERINGS[name]
    with owner("records_seal"), connection.cursor() as cursor:
        cursor.execute(sql)
    assert (first_fault(ENTRY).seal, first_fault(ENTRY).row, first_fault(ENTRY).what) == (number, 0, what)


def test_cutting_off_the_end_is_found_by_the_head_that_was_kept_elsewhere(steps, owner, tmp_path):
    kept = tmp_path / "heads.txt"
    kept.write_text("\n".join(head_lines()))
    check("--against", str(kept))
    with owner("workflow_entry", "workflow_note", "workflow_origin", "records_seal"), connection.cursor() as cursor:
        for table, column in (("workflow_note", "entry_id"), ("workflow_origin", "entry_id"), ("workflow_entry", "id")):
            cursor.execute(f"DELETE FROM {table} WHERE {column} >= %s", [steps[3].pk])
        cursor.execute("DELETE FROM records_seal WHERE number = 2")
    assert first_fault(ENTRY) is None
    assert "missing" in check("--against", str(kept), fails=True)


def check(*words, fails=False):
    out, err = StringIO(), StringIO()
    if not fails:
        call_command("check_seals", *words, stdout=out, stderr=err)
        return out.getvalue()
    with pytest.raises(SystemExit) as ended:
        call_command("check_seals", *words, stdout=out, stderr=err)
    assert ended.value.code == 1
    return err.getvalue()


def test_the_command_says_that_all_holds_and_names_what_does_not(steps, owner):
    assert check().startswith("Every seal holds.\nentry 2 ")
    with owner("workflow_entry"), connection.cursor() as cursor:
        cursor.execute("UPDATE workflow_entry SET actor_role = 'operator' WHERE id = %s", [steps[1].pk])
    assert check(fails=True) == f"entry: row {steps[1].pk} changed (seal 1)\n"
    assert check("--heads").startswith("entry 2 ")


def test_a_file_that_holds_no_heads_is_refused(tmp_path):
    strange = tmp_path / "x"
    strange.write_text("hello")
    with pytest.raises(CommandError, match="not a line of heads"):
        call_command("check_seals", "--against", str(strange))


def test_erasing_words_and_networks_keeps_the_seals(steps):
    Note.objects.update(text="")
    Origin.objects.update(network="")
    assert {bytes(note.salt) for note in Note.objects.all()} == {b""}
    assert first_fault(ENTRY) is None


def test_blanking_the_values_of_a_change_keeps_the_seals(omar):
    omar.full_name = "Omar F."
    omar.save()
    seal(LOGS["change"])
    FieldChange.objects.update(old=None, new=None)
    assert first_fault(LOGS["change"]) is None


def test_every_log_is_sealed_by_the_beat(omar, amna, ayesha, steps):
    record_access(omar, ayesha, field="phone", purpose="claimed case", person=ayesha)
    Visit.objects.create(user=omar, what="export", page="admin:desk_ledger")
    asked = {"since": timezone.now() - timedelta(days=1), "until": timezone.now()}
    Inquiry.objects.create(by=amna, person=omar, reason="a complaint", **asked)
    CaseNote.objects.create(subject_kind="vacancy", subject_ref=amna.public_id, text="n", reach="own", actor=omar, actor_role="oec_officer")
    seal_logs()
    assert set(Seal.objects.values_list("log", flat=True)) == set(LOGS)
    check()


def test_a_long_log_is_sealed_in_stretches(omar):
    step(omar)
    by_hand(
        "INSERT INTO workflow_entry"
        " (kind, subject_kind, subject_id, subject_ref, seq, source_state, target_state, actor_role, source, data, at)"
        " SELECT kind, subject_kind, subject_id, subject_ref, seq + n, '', '', actor_role, source, data, at"
        " FROM workflow_entry, generate_series(1, %s) n",
        ROWS + 5,
    )
    assert seal(ENTRY) == ROWS + 6
    assert [made.count for made in Seal.objects.order_by("number")] == [ROWS, 6]
    assert first_fault(ENTRY) is None


@pytest.mark.parametrize("table", ["records_seal", "workflow_origin", "workflow_note"])
def test_the_guards_refuse(steps, table):
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET digest = ''"):
        with pytest.raises(Exception, match="refused"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


# ── late transactions ──────────────────────────────────────────────────────────────────────────────────
class Slow:
    """Another connection that has taken its number and does not commit yet."""

    def __init__(self, user):
        self.user, self.begun, self.go = user, threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        try:
            with transaction.atomic():
                self.entry = Entry.objects.create(
                    kind="person.lock", subject_kind="person", subject_id=1, subject_ref=self.user.public_id, seq=77, actor_role="system"
                )
                self.begun.set()
                self.go.wait(20)
        finally:
            connections.close_all()

    def __enter__(self):
        self.thread.start()
        assert self.begun.wait(10)
        return self

    def __exit__(self, *_error):
        self.go.set()
        self.thread.join(20)


@pytest.mark.django_db(transaction=True)
def test_who_commits_late_is_never_skipped(omar):
    with Slow(omar) as slow:
        later = step(omar)
        assert later.pk > slow.entry.pk
        assert (settled(ENTRY, patience=0.2), seal(ENTRY, patience=0.2)) == (0, 0), "nothing is sealed over a number that is still open"
    assert seal(ENTRY) == 2
    assert first_fault(ENTRY) is None
    assert list(Seal.objects.values_list("count", flat=True)) == [2]


@pytest.mark.django_db(transaction=True)
def test_without_waiting_the_late_one_would_look_like_a_forgery(omar):
    """The negative control: sealing up to the newest visible row, as a simple job would."""
    with Slow(omar) as slow:
        later = step(omar)
        seal_slice(ENTRY, later.pk)
    assert (first_fault(ENTRY).row, first_fault(ENTRY).what) == (slow.entry.pk, "inserted out of turn")


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_chain(omar):
    for _n in range(5):
        step(omar)

    def work():
        try:
            seal(ENTRY)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    seal(ENTRY)
    assert sum(Seal.objects.values_list("count", flat=True)) == 5
    assert first_fault(ENTRY) is None
    assert timezone.now() > Seal.objects.get(number=1).at
