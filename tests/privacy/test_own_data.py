"""Everything that is kept of a person is in their copy or on a list with a reason; a new model fails here until it says which."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from accounts.models import User
from applications.models import Application, Snapshot
from candidates.models import Profile
from candidates.transitions import profile_of
from departure.models import Departure
from privacy import own_data, transitions
from privacy.packing import packed
from tests.privacy.conftest import CANARY, CNIC, EMAIL, PASSPORT, PHONE
from vault.models import AccessRecord, StoredFile
from workflow.models import Entry, FormKey

OURS = {register.__name__.partition(".")[0] for register in own_data.registers()} | {"jobs", "workflow", "mfa", "usersessions", "account"}
NESTED = {"answers", "sent", "interviews", "interview_times", "offers", "proposals", "lines", "booked_tests"}
EMPTY_HERE = {
    "departures",
    "offers",
    "proposals",
    "register_entries",
    "register_claims",
    "files_made_one",
    "copies",
    "deletions",
    "looked_at_others",
    "leads",
}


def held():
    return {model: section for register in own_data.registers() for model, section in register.HOLDS.items()}


def left_out():
    return {model: reason for register in own_data.registers() for model, reason in register.LEFT_OUT.items()}


def tied_to_a_person():
    """Every model of the house that leads to a person, over the models that are in the copy."""
    known = set(held())
    return {
        model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in known and model._meta.app_label in OURS
    } | known


def missing():
    return {model._meta.label for model in tied_to_a_person() - set(held()) - set(left_out())}


def test_every_model_that_leads_to_a_person_is_in_the_copy_or_says_why_not():
    assert missing() == set()
    assert all(len(reason) > 10 for reason in left_out().values())


def test_a_new_model_is_noticed(monkeypatch):
    monkeypatch.setattr("candidates.own_data.HOLDS", {Profile: "profile"})
    assert "candidates.Education" in missing()


def opened(user):
    return zipfile.ZipFile(io.BytesIO(packed(user)))


def test_the_copy_has_every_section_filled(whole):
    data = json.loads(opened(whole).read("data.json"))
    inside = data["applications"][0]
    sections = {
        name: inside.get(name)
        or data.get(name)
        or inside["interviews"][0].get(name)
        or data["questions"][0].get(name)
        or data["training"][0].get(name)
        for name in held().values()
    }
    assert {name for name, rows in sections.items() if not rows} <= EMPTY_HERE
    assert set(held().values()) >= NESTED
    assert data["who_looked"][0]["case"] == inside["reference"]


def test_the_copy_opens_what_is_sealed_and_holds_no_key(whole):
    text = opened(whole).read("data.json").decode()
    for value in (
        CNIC,
        PASSPORT,
        PHONE,
        EMAIL,
        "1998-04-02",
        f"about {CANARY}",
        f"answer {CANARY}",
        f"question {CANARY}",
        f"note {CANARY}",
    ):
        assert value in text, value
    assert "sealed" not in text
    assert whole.password not in text


def test_the_files_are_in_the_copy_in_the_clear(whole):
    parcel = opened(whole)
    names = [name for name in parcel.namelist() if name.startswith("files/")]
    assert len(names) == StoredFile.objects.filter(owner=whole).clean().count() == 2
    assert all(parcel.read(name).startswith(b"\xff\xd8\xff") for name in names)


def test_the_copy_of_one_person_holds_nothing_of_another(whole, bilal):
    profile_of(bilal)
    assert CANARY not in opened(bilal).read("data.json").decode()


@pytest.mark.parametrize(
    ("language", "letters"), [("en", "[a-z]{4}"), ("ur", "[\u0600-\u06ff]{4}"), ("ja", "[\u3040-\u30ff\u4e00-\u9fff]{2}")]
)
def test_the_copy_explains_itself_in_the_persons_language(whole, language, letters):
    User.objects.filter(pk=whole.pk).update(language=language)
    whole.refresh_from_db()
    readme = opened(whole).read("README.txt").decode()
    sections = [name for name in json.loads(opened(whole).read("data.json")) if name not in ("about", "files")]
    assert [name for name in sections if name not in readme and name not in ("register_entries", "register_claims")] == []
    told = [line.partition(": ")[2] for line in readme.splitlines() if re.match(r"[a-z_, .]+/?: ", line)]
    assert len(told) > 15
    assert [line for line in told if not re.search(letters, line)] == []


# ── the end of an account ──────────────────────────────────────────────────────────────────────────────
def erased(user):
    """Ask, let the time pass, and let the worker work."""
    deletion = transitions.ask_deletion(user)
    type(deletion).objects.filter(pk=deletion.pk).update(begins_at=timezone.now() - timedelta(minutes=1))
    assert transitions.erase_due(budget=60) == 1
    deletion.refresh_from_db()
    user.refresh_from_db()
    return deletion


def everywhere(words):
    """Every place in the database where one of the words stands; sealed columns hold only ciphertext."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")
        for (table,) in cursor.fetchall():
            for word in words:
                cursor.execute(f'SELECT count(*) FROM "{table}" AS one WHERE one::text ILIKE %s', [f"%{word}%"])
                found += [(table, word)] * cursor.fetchone()[0]
    return found


def test_nothing_of_an_erased_person_is_found_anywhere(whole):
    assert {table for table, _word in everywhere([CANARY])} >= {"accounts_user", "applications_snapshot", "workflow_note"}
    erased(whole)
    assert everywhere([CANARY, "カナリヤ", CNIC, PASSPORT, PHONE, EMAIL]) == []


def test_the_history_stays(whole):
    before = Entry.objects.count(), AccessRecord.objects.count(), Snapshot.objects.count(), Application.objects.count()
    deletion = erased(whole)
    after = Entry.objects.count(), AccessRecord.objects.count(), Snapshot.objects.count(), Application.objects.count()
    assert all(now >= then for then, now in zip(before, after, strict=True))
    assert [entry.kind for entry in Entry.objects.about(deletion)] == ["deletion.ask", "deletion.begin", "deletion.finish"]


def test_open_cases_are_withdrawn_and_leave_the_queues(whole):
    erased(whole)
    assert set(Application.objects.values_list("state", "owner")) == {("withdrawn", "")}
    assert set(Profile.objects.get(user=whole).evidence.values_list("owner", flat=True)) == {""}


def test_the_files_are_dead(whole):
    erased(whole)
    assert set(StoredFile.objects.values_list("state", "wrapped_key")) == {("erased", None)}


def test_the_cnic_may_register_again(whole, bilal):
    erased(whole)
    again = profile_of(bilal)
    again.cnic = CNIC
    again.save()
    assert (whole.full_name, whole.is_active, whole.has_usable_password()) == ("erased", False, False)


def test_erasing_twice_changes_nothing(whole):
    deletion = erased(whole)
    entries = Entry.objects.count()
    for register in own_data.registers():
        register.erase(whole, frozenset())
    assert transitions.erase_due() == 0
    assert (Entry.objects.count(), deletion.state) == (entries, "erased")


def test_a_broken_slice_goes_on_where_it_stopped(whole, monkeypatch):
    deletion = transitions.ask_deletion(whole)
    type(deletion).objects.update(begins_at=timezone.now())
    broken = own_data.registers()[-3]
    monkeypatch.setattr(broken, "erase", lambda user, keep: 1 / 0)
    transitions.erase_due(budget=60)
    deletion.refresh_from_db()
    assert (deletion.state, len(deletion.done)) == ("erasing", len(own_data.registers()) - 3)
    monkeypatch.undo()
    transitions.erase_due(budget=60)
    assert everywhere([CANARY]) == []


@pytest.fixture
def placed(whole):
    """Ayesha flew to Japan last year."""
    application = Application.objects.get(candidate__user=whole)
    Application.objects.update(state="arrived", owner="", accepted_at=timezone.now() - timedelta(days=400))
    Departure.objects.create(application=application, protector_number="P-1", visa_number="V123", flight_on=timezone.now().date())
    return whole


def test_a_placement_is_kept_for_two_years_and_no_more(placed):
    deletion = erased(placed)
    profile = Profile.objects.get(user=placed)
    assert (deletion.state, profile.full_name, profile.cnic, placed.phone) == ("held", f"Ayesha {CANARY}", None, "")
    assert Departure.objects.get().visa_number == "V123"
    long_ago = timezone.now() - timedelta(days=800)
    Application.objects.update(accepted_at=long_ago)
    type(deletion).objects.update(held_until=timezone.now().date() - timedelta(days=1))
    transitions.erase_due(budget=60)
    deletion.refresh_from_db()
    assert (deletion.state, Departure.objects.get().visa_number, everywhere([CANARY])) == ("erased", "", [])


def test_who_never_sent_anything_goes_at_once_others_have_two_weeks(whole, bilal):
    assert transitions.ask_deletion(bilal).begins_at <= timezone.now()
    assert transitions.ask_deletion(whole).begins_at > timezone.now() + timedelta(days=13)
    assert transitions.erase_due(budget=60) == 1
    assert not User.objects.get(pk=bilal.pk).is_active
    assert User.objects.get(pk=whole.pk).is_active


def test_forms_that_were_sent_hold_no_words():
    assert {field.name for field in FormKey._meta.fields} == {"key", "session", "path", "at", "location"}
