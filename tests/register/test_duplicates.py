"""Two files of one person: found for a reason, proposed once, made one by two people; everything leads to the one that stays."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import people, second
from accounts.backends import at
from accounts.contact import Contact, Kind
from accounts.models import User
from applications import transitions
from applications.models import Application, Consent
from candidates.models import District, Education, Evidence, Profile
from notifications.models import Message
from privacy import own_data
from privacy.looks import looks_at
from register import finding, rounds, same_person
from register.models import Duplicate, MovedRow, RegisterEntry, Round
from reviews import search
from reviews.desk.counter import find
from tests.applications.factories import ApplicationFactory
from tests.candidates.factories import EvidenceFactory, ProfileFactory
from tests.jobs.factories import VacancyFactory
from tests.register.pairs import WHY, codes, merged
from vault.models import record_access
from workflow.models import Entry
from workflow.steps import Refused


# ── found ──────────────────────────────────────────────────────────────────────────────────────────────
def reasons_of(one, other) -> set[str]:
    return finding.pairs_of([Profile.objects.get(pk=other.pk)]).get(finding.pair_of(one, other), set())


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"passport_number": "AB1234567"}, {"passport_number": "AB1234567"}, {"same_passport"}),
        ({"user__phone": "+923005", "full_name": "Ayesha Khan"}, {"user__phone": "+923005", "full_name": "عائشہ خان"}, {"phone_and_name"}),
        ({"user__phone": "+923005", "full_name": "Ayesha Khan"}, {"user__phone": "+923005", "full_name": "Bilal Khan"}, set()),
        (
            {"full_name": "Ali Raza", "birth_date": date(1999, 1, 1)},
            {"full_name": "Raza Ali", "birth_date": date(1999, 1, 1)},
            {"birth_and_name"},
        ),
        ({"full_name": "Ali Raza", "birth_date": date(1999, 1, 1)}, {"full_name": "Ali Raza", "birth_date": date(1999, 1, 2)}, set()),
        ({}, {}, set()),
    ],
)
def test_what_two_files_share(reference, one, other, found):
    district = {"district": District.objects.first()}
    mine = ProfileFactory(**district | {"birth_date": date(1991, 1, 1)} | one)
    assert reasons_of(mine, ProfileFactory(**district | {"birth_date": None} | other)) == found


def test_brothers_at_one_phone_are_told_apart_by_card_and_birthday(reference):
    one = ProfileFactory(user__phone="+923005", full_name="Ali Khan", birth_date=date(1990, 1, 1))
    other = ProfileFactory(user__phone="+923005", full_name="Alia Khan", birth_date=date(1995, 1, 1))
    assert reasons_of(one, other) == set()


def test_an_entry_of_the_register_with_the_same_card_is_certain(reference):
    person = ProfileFactory(cnic="3520211111111")
    RegisterEntry.objects.create(full_name="Somebody Else", cnic="3520211111111", fingerprint=b"f")
    same_person.look([person])
    pair = Duplicate.objects.get()
    assert (pair.first, pair.reasons, pair.strength) == (person, ["same_cnic"], 3)


def test_two_entries_of_one_card_cannot_be(db):
    RegisterEntry.objects.create(full_name="Ali Raza", cnic="3520211111111", number="A1", fingerprint=b"f")
    with pytest.raises(IntegrityError, match="cnic_index"), transaction.atomic():
        RegisterEntry.objects.create(full_name="Ali Raza", cnic="35202-1111111-1", number="A2", fingerprint=b"f")


def test_of_two_entries_of_one_person_the_second_is_proposed_when_the_first_is_claimed(reference):
    """OEC wrote the same man down twice, once with a wrong digit; nobody acts for either before he comes."""
    both = {"full_name": "Ali Raza", "phone": "+923005", "birth_date": date(1999, 1, 1), "fingerprint": b"f"}
    own, wrong = (RegisterEntry.objects.create(cnic=f"352021111111{n}", **both) for n in (1, 2))
    mine = {"user__phone": "+923005", "full_name": "Ali Raza", "birth_date": date(1999, 1, 1), "cnic": own.cnic}
    person = ProfileFactory(**mine)
    RegisterEntry.objects.filter(pk=own.pk).update(claimed_by=person, claimed_at=timezone.now())
    same_person.look([person])
    found = Duplicate.objects.get()
    assert (found.first, found.entry, found.reasons) == (person, wrong, ["phone_and_name"])


def test_a_pair_is_proposed_once_and_one_that_is_two_people_never_again(pair, omar):
    assert same_person.look([pair.second]) == 0
    same_person.keep_apart(pair, by=omar, ground="relatives")
    assert same_person.look([pair.first, pair.second]) == 0
    pair.refresh_from_db()
    assert (Duplicate.objects.count(), pair.state, pair.decided_by, pair.ground) == (1, "apart", omar, "relatives")
    assert [entry.kind for entry in Entry.objects.about(pair)] == ["duplicate.propose", "duplicate.keep_apart"]


def test_an_open_pair_learns_a_new_reason(pair):
    for side in (pair.first, pair.second):
        side.passport_number = "AB1234567"
        side.save()
    same_person.look([Profile.objects.get(pk=pair.first_id)])
    pair.refresh_from_db()
    assert (pair.reasons, pair.strength) == (["same_passport", "phone_and_name"], 3)


@pytest.mark.parametrize(
    ("broken", "name"),
    [
        ({"second": "first"}, "duplicate_is_an_ordered_pair"),
        ({"second": None}, "duplicate_has_one_other_side"),
        ({"reasons": []}, "duplicate_says_why"),
        ({"state": "apart"}, "duplicate_decided_says_who_and_why"),
        ({"state": "later"}, "duplicate_later_has_a_day"),
    ],
)
def test_the_database_keeps_pairs_whole(pair, broken, name):
    if broken.get("second") == "first":
        broken = {"second": pair.first}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Duplicate.objects.filter(pk=pair.pk).update(**broken)


def test_the_nightly_round_sees_everybody_once_and_goes_on(reference, monkeypatch):
    monkeypatch.setattr(rounds, "CHUNK", 2)
    for _n in range(3):
        ProfileFactory()
    assert [rounds.one_chunk(), rounds.one_chunk()] == [2, 1]
    assert Round.objects.get().newest == Profile.objects.latest("pk").pk
    assert (rounds.one_chunk(), Round.objects.get().place) == (2, Profile.objects.order_by("pk")[1].pk)
    assert (rounds.one_chunk(), Round.objects.get().place) == (1, 0)


# ── four eyes ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("who", "code"), [("omar", "second_asked_yourself"), ("nadia", "second_not_yours"), ("ken", "second_not_yours")])
def test_only_a_supervisor_who_did_not_ask_confirms(pair, omar, amna, request, who, code):
    asked = same_person.ask(pair, kept=pair.first, by=omar, **WHY)
    with pytest.raises(Refused) as refusal:
        second.sign(asked, by=request.getfixturevalue(who))
    assert codes(refusal) == [code]
    assert User.objects.get(pk=pair.second.user_id).merged_into is None


def test_a_supervisor_does_not_confirm_the_own_wish(pair, amna):
    asked = same_person.ask(pair, kept=pair.first, by=amna, **WHY)
    with pytest.raises(Refused) as refusal:
        second.sign(asked, by=amna)
    assert codes(refusal) == ["second_asked_yourself"]


def test_without_the_guard_of_the_signature_the_merge_itself_refuses_one_person(pair, omar, amna, monkeypatch):
    """The seeded fault: the check of who signs is gone."""
    asked = same_person.ask(pair, kept=pair.first, by=amna, **WHY)
    monkeypatch.setattr(second, "may_answer", lambda request, by: [])
    with pytest.raises((Refused, IntegrityError)), transaction.atomic():
        second.sign(asked, by=amna)
    with pytest.raises(Refused) as refusal:
        same_person.merge(pair, by=omar, signed_by=omar, was={})
    assert codes(refusal) == ["second_signature_needed"]
    assert User.objects.get(pk=pair.second.user_id).is_active


def test_who_says_no_opens_the_pair_again(pair, omar, amna):
    asked = same_person.ask(pair, kept=pair.first, by=omar, **WHY)
    second.refuse(asked, by=amna, note="The photos differ")
    pair.refresh_from_db()
    assert (pair.state, pair.kept, pair.ground) == ("proposed", None, "")


# ── made one ───────────────────────────────────────────────────────────────────────────────────────────
def test_everything_goes_to_the_kept_file_and_is_written_down_row_by_row(pair, omar, amna):
    gone, kept = pair.second, pair.first
    paper = EvidenceFactory(profile=gone, kind="degree")
    case = ApplicationFactory(candidate=gone, state="submitted")
    school = Education.objects.create(profile=gone, level="BS", subject="Maths", institution="PU", started_year=2010)
    merged(pair, omar, amna)
    assert {row.pk for row in (paper, case, school)} == {
        Evidence.objects.get(profile=kept).pk, Application.objects.get(candidate=kept).pk, Education.objects.get(profile=kept).pk
    }  # fmt: skip
    assert set(Consent.objects.filter(candidate=kept, withdrawn_at=None).values_list("purpose", flat=True)) == {"partners", "present"}
    assert Evidence.objects.get().file.owner == kept.user
    written = set(MovedRow.objects.filter(duplicate=pair).values_list("of", "row", "was", "now"))
    assert ("applications.application", case.pk, str(gone.pk), str(kept.pk)) in written
    assert (pair.state, pair.kept) == ("merged", kept)
    gone.user.refresh_from_db()
    assert (gone.user.merged_into, gone.user.is_active) == (kept.user, False)


def test_what_the_kept_file_leaves_empty_comes_from_the_other(pair, omar, amna):
    kept, gone = pair.second, pair.first  # the younger file is kept: it has neither CNIC nor birthday
    cnic, born = str(gone.cnic), gone.birth_date
    merged(pair, omar, amna, kept=kept)
    fresh = Profile.objects.get(pk=kept.pk)
    assert (fresh.cnic, fresh.birth_date, Profile.objects.get(pk=gone.pk).cnic) == (cnic, born, None)
    assert fresh.full_name == "Aisha Khan"
    assert set(MovedRow.objects.filter(of="candidates.profile").values_list("column", "now")) >= {("cnic", ""), ("birth_date", "")}


def test_the_same_school_on_both_sides_stands_once_and_its_paper_follows(pair, omar, amna):
    said = {"level": "BS", "subject": "Maths", "institution": "PU", "started_year": 2010}
    mine, theirs = (Education.objects.create(profile=side, **said) for side in (pair.first, pair.second))
    paper = EvidenceFactory(profile=pair.second, kind="degree", education=theirs)
    merged(pair, omar, amna)
    paper.refresh_from_db()
    assert (paper.education, list(pair.first.educations.all())) == (mine, [mine])


def test_of_two_equal_consents_one_stands(pair, omar, amna):
    for side in (pair.first, pair.second):
        Consent.objects.create(candidate=side, purpose="partners", text_version="1", language="en")
    merged(pair, omar, amna)
    assert [row.withdrawn_at is None for row in Consent.objects.filter(candidate=pair.first).order_by("pk")] == [True, False]


def test_the_person_is_told_on_both_contacts_and_keeps_one_way_in(pair, omar, amna):
    User.objects.filter(pk=pair.second.user_id).update(phone="+923002222222")
    merged(pair, omar, amna)
    told = Message.objects.filter(template="account_account_merged")
    assert set(told.values_list("recipient", flat=True)) == {pair.first.user_id}
    assert "+923002222222" in set(told.values_list("address", flat=True))
    assert told.filter(channel="inbox").count() == 1
    assert list(at(Contact(Kind.PHONE, "+923002222222"), proved=True)) == [pair.first.user]
    assert list(at(Contact(Kind.PHONE, "+923002222222"), proved=False)) == []  # a password never leads into another account


def test_old_numbers_and_names_lead_to_the_kept_file(pair, omar, amna):
    gone = pair.second
    Profile.objects.filter(pk=gone.pk).update(full_name="Aisha Khan")
    User.objects.filter(pk=gone.user_id).update(phone="+923002222222")
    gone.refresh_from_db()
    gone.cnic = "3520299999999"
    gone.save()
    merged(pair, omar, amna)
    asked = (gone.reference, "+923002222222", "35202-9999999-9", pair.first.reference)
    assert [find(text, omar) for text in asked] == [[pair.first]] * 4
    assert [hit.profile for hit in search.by_name("Aisha Khan", omar)] == [pair.first]
    assert list(Profile.objects.visible_to(omar)) == [pair.first]


def test_pairs_with_third_people_follow_the_kept_file(pair, omar, amna):
    third = ProfileFactory(user__phone="+923001111111", full_name="Ayesha Khan", birth_date=None)
    same_person.look([third])
    other = Duplicate.objects.get(first=pair.second, second=third)
    same_person.keep_apart(other, by=omar, ground="relatives")
    Duplicate.objects.filter(first=pair.first, second=third).delete()
    merged(pair, omar, amna)
    other.refresh_from_db()
    assert (other.first, other.second, other.state) == (pair.first, third, "apart")
    assert same_person.look([pair.first]) == 0


def test_an_entry_of_the_register_is_joined(reference, omar, amna):
    person = ProfileFactory(cnic="3520211111111", birth_date=None)
    entry = RegisterEntry.objects.create(full_name="X", cnic="3520211111111", birth_date=date(1999, 1, 1), fingerprint=b"f")
    same_person.look([person])
    merged(Duplicate.objects.get(), omar, amna)
    entry.refresh_from_db()
    assert (entry.claimed_by, Profile.objects.get().birth_date) == (person, date(1999, 1, 1))
    assert find("35202-1111111-1", omar) == [person]
    assert Message.objects.filter(template="account_register_entry_joined").exists()


# ── what forbids it ────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("mine", "theirs", "code"),
    [
        ("submitted", "submitted", ["merge_two_applications"]),
        ("withdrawn", "submitted", ["merge_keep_the_open"]),
        ("submitted", "not_selected", []),
        ("accepted", "not_selected", []),
    ],
)
def test_two_applications_for_one_job(pair, company, mine, theirs, code):
    vacancy = VacancyFactory(employer=company, state="published")
    ApplicationFactory(candidate=pair.first, vacancy=vacancy, state=mine)
    ended = ApplicationFactory(candidate=pair.second, vacancy=vacancy, state=theirs)
    assert [reason.code for reason in same_person.merge_blockers(pair, pair.first)] == code
    assert ended.pk not in {row for move in same_person.plan(pair, pair.first) for row in move.rows if move.model is Application}


def test_an_accepted_job_sets_the_other_open_application_aside(pair, company, omar, amna):
    ApplicationFactory(candidate=pair.first, vacancy=VacancyFactory(employer=company, state="published"), state="accepted")
    other = ApplicationFactory(candidate=pair.second, vacancy=VacancyFactory(employer=company, state="published"), state="submitted")
    merged(pair, omar, amna)
    other.refresh_from_db()
    assert (other.candidate, other.state) == (pair.first, "superseded")


@pytest.mark.parametrize(
    ("cards", "codes_found"), [(("first", "second"), ["merge_two_cards"]), (("second",), ["merge_keep_the_verified"]), (("first",), [])]
)
def test_verified_cards_with_two_numbers(pair, cards, codes_found):
    pair.second.cnic = "3520299999999"
    pair.second.save()
    for side in cards:
        EvidenceFactory(profile=getattr(pair, side), kind="cnic", state="verified")
    pair = Duplicate.objects.select_related("first", "second").get(pk=pair.pk)
    assert [reason.code for reason in same_person.merge_blockers(pair, pair.first)] == codes_found


def test_one_of_them_waits_already(pair, omar):
    same_person.ask(pair, kept=pair.first, by=omar, **WHY)
    third = ProfileFactory(user__phone="+923001111111", full_name="Ayesha Khan", birth_date=None)
    same_person.look([third])
    other = Duplicate.objects.get(first=pair.second, second=third)
    with pytest.raises(Refused) as refusal:
        same_person.ask(other, kept=third, by=omar, **WHY)
    assert codes(refusal) == ["merge_waits_already"]


def test_a_merged_account_stays_closed(pair, omar, amna, olga):
    merged(pair, omar, amna)
    gone = User.objects.get(pk=pair.second.user_id)
    with pytest.raises(Refused) as refusal:
        people.set_active(gone, True, by=olga)
    assert codes(refusal) == ["account_merged"]
    with pytest.raises(IntegrityError, match="user_merged_is_a_closed_candidate"), transaction.atomic():
        User.objects.filter(pk=gone.pk).update(is_active=True)


def test_the_database_lets_nothing_new_into_a_merged_file(pair, company, omar, amna):
    merged(pair, omar, amna)
    vacancy = VacancyFactory(employer=company, state="published")
    with pytest.raises(IntegrityError, match="application_not_for_a_merged_person"), transaction.atomic():
        ApplicationFactory(candidate=pair.second, vacancy=vacancy)
    with pytest.raises(IntegrityError, match="evidence_not_for_a_merged_person"), transaction.atomic():
        EvidenceFactory(profile=pair.second)
    with pytest.raises(Refused) as refusal:
        transitions.start(vacancy, candidate=pair.second, by=pair.second.user)
    assert codes(refusal) == ["changed_meanwhile"]


# ── own data ───────────────────────────────────────────────────────────────────────────────────────────
def test_the_copy_holds_both_and_erasing_ends_both(pair, omar, amna):
    gone, kept = pair.second.user, pair.first.user
    record_access(omar, pair.second, field="cnic", purpose="counter")
    merged(pair, omar, amna)
    kept.refresh_from_db()
    copy = own_data.export(kept)
    assert [part["profile"]["reference"] for part in copy["earlier_accounts"]] == [pair.second.reference]
    assert [row["state"] for row in copy["files_made_one"]] == ["merged"]
    assert "They searched for you by your CNIC at an OEC counter" in [look.why for look in looks_at(kept)[:50]]
    for register in own_data.registers():
        for each in own_data.selves(kept):
            register.erase(each, frozenset())
    left = Profile.objects.get(user=gone)
    assert (left.full_name, left.cnic, User.objects.get(pk=gone.pk).phone) == ("erased", None, "")
