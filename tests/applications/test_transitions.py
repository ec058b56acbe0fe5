"""What each verb promises besides its state."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications import transitions
from applications.models import AcceptCode, Consent, Snapshot
from applications.transitions.acting import japan_today
from jobs.models import Vacancy
from tests.applications.factories import CODES, ApplicationFactory, OfferFactory, interview, paper, ready_profile, soon
from tests.candidates.factories import ProfileFactory
from tests.jobs.factories import VacancyFactory
from workflow.models import Entry, Note
from workflow.steps import Refused

BOTH = {"partners", "present"}


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


# ── start and submit ──────────────────────────────────────────────────────────────────────────────────


def test_start_makes_one_draft_with_a_number_and_finds_it_again(opening, ayeshas, ayesha):
    one = transitions.start(opening, candidate=ayeshas, by=ayesha)
    assert transitions.start(opening, candidate=ayeshas, by=ayesha) == one
    assert (one.state, one.owner, one.version) == ("draft", "candidate", 1)
    assert one.reference.startswith("OEC-")
    assert len(one.reference) == 17
    assert [entry.kind for entry in Entry.objects.about(one)] == ["application.start"]


def test_nobody_starts_for_somebody_else(opening, ayeshas, bilal, sato, ken):
    for stranger in (bilal, sato, ken):
        with pytest.raises(Refused) as refused:
            transitions.start(opening, candidate=ayeshas, by=stranger)
        assert codes(refused) == ["step_not_yours"]


def test_the_clerk_starts_and_sends_for_the_man_at_the_counter(opening, ayeshas, ayesha, omar):
    application = transitions.start(opening, candidate=ayeshas, by=omar, source="walk_in")
    transitions.submit(application, by=omar, on_behalf_of=ayesha, source="walk_in", consents=BOTH, language="ur")
    said = [(e.kind, e.actor, e.on_behalf_of, e.source) for e in Entry.objects.about(application)]
    assert said == [(f"application.{name}", omar, ayesha, "walk_in") for name in ("start", "submit")]
    assert set(Consent.objects.values_list("source", "language")) == {("walk_in", "ur")}


def test_start_is_refused_when_the_vacancy_is_closed(company, ayeshas, ayesha):
    with pytest.raises(Refused) as refused:
        transitions.start(VacancyFactory(employer=company, state="closed"), candidate=ayeshas, by=ayesha)
    assert codes(refused) == ["vacancy_not_open"]


def test_submit_says_everything_that_is_missing_at_once(opening, bilal):
    bilal.phone_verified = False
    bilal.save()
    bare = ProfileFactory(user=bilal, full_name="", cnic=None, birth_date=None)
    application = transitions.start(opening, candidate=bare, by=bilal)
    with pytest.raises(Refused) as refused:
        transitions.submit(application, by=bilal)
    missing = ["name", "birth", "cnic", "phone_not_verified", "education_or_test"]
    wanted = [code if "not" in code else f"{code}_missing" for code in missing]
    assert codes(refused) == [*(f"profile_{code}" for code in wanted), "consent_partners_missing", "consent_present_missing"]


def test_submit_records_consents_once_and_takes_a_snapshot_each_time(applied, ayesha, omar):
    application = applied("draft")
    transitions.submit(application, by=ayesha, consents=BOTH, language="ur")
    transitions.send_back(application, by=omar, note="Write more.")
    assert application.returned_note == "Write more."
    transitions.submit(application, by=ayesha)
    assert application.returned_note == ""
    assert sorted(Consent.objects.values_list("purpose", "employer", "language")) == [
        ("partners", None, "ur"),
        ("present", application.vacancy.employer_id, "ur"),
    ]
    assert sorted(Snapshot.objects.values_list("version", flat=True)) == [2, 4]


def test_a_consent_that_was_taken_back_does_not_count(applied, ayesha):
    application = applied("submitted")
    Consent.objects.filter(purpose="present").update(withdrawn_at=timezone.now())
    with pytest.raises(Refused) as refused:
        transitions.submit(applied_again(application), by=ayesha)
    assert codes(refused) == ["consent_present_missing"]


def applied_again(application):
    """The same application, sent back."""
    type(application).objects.filter(pk=application.pk).update(state="returned", owner="candidate")
    application.refresh_from_db()
    return application


def test_what_was_sent_back_goes_on_although_the_vacancy_has_closed(applied, opening, ayesha):
    application = applied("returned")
    Vacancy.objects.filter(pk=opening.pk).update(state="closed")
    application.vacancy.refresh_from_db()
    assert transitions.submit(application, by=ayesha).target_state == "submitted"


def test_who_has_accepted_a_job_applies_no_more(applied, ayeshas, ayesha):
    ApplicationFactory(candidate=ayeshas, state="accepted")
    with pytest.raises(Refused) as refused:
        transitions.submit(applied("draft"), by=ayesha, consents=BOTH)
    assert codes(refused) == ["other_accepted"]


# ── review ────────────────────────────────────────────────────────────────────────────────────────────


def test_send_back_needs_words_that_the_candidate_reads(applied, omar):
    application = applied("submitted")
    with pytest.raises(Refused) as refused:
        transitions.send_back(application, by=omar, note="  ")
    assert codes(refused) == ["note_missing"]
    entry = transitions.send_back(application, by=omar, note="New photo")
    assert Note.objects.get(entry=entry).reach == "candidate"


def test_endorsing_needs_verified_identity_and_papers(opening, bilal, omar):
    person = ready_profile(bilal)
    application = ApplicationFactory(candidate=person, vacancy=opening, state="submitted")
    with pytest.raises(Refused) as refused:
        transitions.endorse(application, by=omar)
    assert codes(refused)[:2] == ["identity_not_verified", "evidence_not_verified"]
    paper(person, "cnic")
    waiting = paper(person, "degree", education=person.educations.get(), state="received")
    assert transitions.needs_of_endorsement(application)["unverified_evidence"] == [str(waiting.public_id)]


def test_a_no_is_endorsed_only_with_a_reason_and_is_marked(applied, opening, omar):
    application = applied("submitted")
    application.candidate.birth_date = japan_today() - timedelta(days=16 * 365)
    application.candidate.save()
    assert transitions.needs_of_endorsement(application)["verdict"] == "no"
    with pytest.raises(Refused) as refused:
        transitions.endorse(application, by=omar)
    assert codes(refused) == ["verdict_no_needs_reason"]
    entry = transitions.endorse(application, by=omar, override_reason="The register says another year.")
    assert entry.data == {"verdict": "no", "is_override": True}


def test_presenting_needs_japanese_words_and_a_live_consent(applied, ken):
    application = applied("endorsed")
    Consent.objects.filter(purpose="present").update(withdrawn_at=timezone.now())
    with pytest.raises(Refused) as refused:
        transitions.present(application, by=ken, summary_ja="A good developer")
    assert codes(refused) == ["summary_not_japanese", "consent_present_missing"]


def test_a_ground_that_is_not_this_roles_is_refused(applied, omar, sato):
    with pytest.raises(Refused) as refused:
        transitions.not_select(applied("submitted"), by=omar, ground="team_fit")
    assert codes(refused) == ["ground_missing"]


@pytest.mark.parametrize(
    ("ground", "said", "is_shared"), [("skills_level", None, True), ("skills_level", False, False), ("team_fit", True, False)]
)
def test_a_ground_is_shared_as_said_but_never_against_its_kind(applied, sato, ground, said, is_shared):
    application = applied("presented")
    transitions.not_select(application, by=sato, ground=ground, is_shared=said)
    assert (application.close_reason, application.reason_is_shared) == (ground, is_shared)


# ── interview ─────────────────────────────────────────────────────────────────────────────────────────


def test_rounds_and_times(applied, sato, ayesha):
    application, times = applied("presented"), [timezone.now() + timedelta(days=n) for n in (3, 4, 3)]
    transitions.invite(application, by=sato, slots=times, place="Zoom")
    transitions.invite(application, by=sato, slots=times[:1])
    assert [(row.round, row.slots.count()) for row in application.interviews.all()] == [(1, 3), (2, 1)]
    newest = application.interviews.last()
    transitions.choose_slot(newest.slots.get(), by=ayesha)
    newest.refresh_from_db()
    assert newest.chosen.starts_at == times[0]
    assert newest.confirmed_at


def test_a_time_is_chosen_once_by_the_candidate_from_the_newest_round(applied, ayesha, bilal, sato):
    application = applied("interviewing")
    old, new = interview(application), interview(application, 48, 72)
    first, second = new.slots.all()
    for slot, who, code in (
        (old.slots.first(), ayesha, "slot_not_open"),
        (first, bilal, "step_not_yours"),
        (first, sato, "step_not_yours"),
    ):
        with pytest.raises(Refused) as refused:
            transitions.choose_slot(slot, by=who)
        assert codes(refused) == [code]
    transitions.choose_slot(first, by=ayesha)
    with pytest.raises(Refused) as refused:
        transitions.choose_slot(second, by=ayesha)
    assert codes(refused) == ["slot_not_open"]


def test_a_past_time_is_not_proposed_and_not_chosen(applied, sato, ayesha):
    with pytest.raises(Refused) as refused:
        transitions.invite(applied("presented"), by=sato, slots=[timezone.now() - timedelta(minutes=1)])
    assert codes(refused) == ["slot_past"]


# ── accept ────────────────────────────────────────────────────────────────────────────────────────────


def test_accepting_takes_the_seat_with_the_own_code_once(applied, ayesha, opening):
    application = applied("offered")
    transitions.send_code(application, by=ayesha)
    [(user, purpose, code)] = CODES
    assert (user, purpose, len(code)) == (ayesha, "accept_offer", 6)
    assert code not in str(AcceptCode.objects.values())
    transitions.accept(application, by=ayesha, code=f" {code} ".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")))
    opening.refresh_from_db()
    assert (application.state, opening.seats_taken, AcceptCode.objects.count()) == ("accepted", 1, 0)


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567890", "１１１１１１", "\u0000"])
def test_a_wrong_code_is_refused_and_counted(applied, ayesha, code):
    application = applied("offered")
    transitions.send_code(application, by=ayesha)
    CODES.append((ayesha, "", "999999"))
    AcceptCode.objects.update(hash="x" * 64)
    with pytest.raises(Refused) as refused:
        transitions.accept(application, by=ayesha, code=code)
    assert codes(refused) == ["code_not_confirmed"]
    assert AcceptCode.objects.get().tries == 1


def test_after_five_tries_or_a_quarter_of_an_hour_the_right_code_is_too_late(applied, ayesha):
    application = applied("offered")
    transitions.send_code(application, by=ayesha)
    for change in ({"tries": 5}, {"tries": 0, "expires_at": timezone.now()}):
        AcceptCode.objects.update(**change)
        with pytest.raises(Refused) as refused:
            transitions.accept(application, by=ayesha, code=CODES[-1][2])
        assert codes(refused) == ["code_not_confirmed"]


def test_codes_are_sent_once_a_minute_and_ten_times_a_day(applied, ayesha):
    application = applied("offered")
    transitions.send_code(application, by=ayesha)
    with pytest.raises(Refused) as refused:
        transitions.send_code(application, by=ayesha)
    assert codes(refused) == ["code_sent_just_now"]
    AcceptCode.objects.update(sent_at=timezone.now() - timedelta(minutes=2), sends=10)
    with pytest.raises(Refused) as refused:
        transitions.send_code(application, by=ayesha)
    assert codes(refused) == ["code_too_often"]


def test_an_offer_whose_day_is_past_cannot_be_accepted(opening, ayeshas, ayesha):
    application = ApplicationFactory(candidate=ayeshas, vacancy=opening, state="interviewing")
    type(application).objects.update(state="offered", owner="candidate")
    application.refresh_from_db()
    OfferFactory(application=application, answer_by=soon(-2))
    transitions.send_code(application, by=ayesha)
    with pytest.raises(Refused) as refused:
        transitions.accept(application, by=ayesha, code=CODES[-1][2])
    assert codes(refused) == ["offer_lapsed"]


# ── leaving and returning ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", ["accepted", "departed"])
def test_withdrawing_or_closing_frees_the_seat(applied, opening, ayesha, omar, state):
    application = applied(state)
    opening.refresh_from_db()
    assert opening.seats_taken == 1
    transitions.close(application, by=omar, ground="coe_refused") if state == "accepted" else transitions.withdraw(application, by=ayesha)
    opening.refresh_from_db()
    assert (opening.seats_taken, application.restore_to) == (0, "")


def test_withdrawing_works_on_a_stale_page(applied, ayesha, omar):
    application = applied("submitted")
    stale = type(application).objects.get(pk=application.pk)
    transitions.endorse(application, by=omar, override_reason="Seen")
    transitions.withdraw(stale, by=ayesha)
    assert (stale.state, stale.restore_to) == ("withdrawn", "endorsed")


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "endorsed", "presented", "interviewing"])
def test_restoring_brings_it_back_where_it_stood(applied, ayesha, state):
    application = applied(state)
    transitions.withdraw(application, by=ayesha)
    transitions.restore(application, by=ayesha)
    assert (application.state, application.restore_to, bool(application.owner)) == (state, "", True)


def test_an_offer_is_not_restored_but_the_selection_is(applied, ayesha):
    application = applied("offered")
    transitions.withdraw(application, by=ayesha)
    assert (application.restore_to, application.offers.get().state) == ("presented", "lapsed")


def test_restoring_is_refused_when_another_is_accepted_or_the_vacancy_has_ended(applied, opening, ayeshas, ayesha):
    application = applied("superseded")
    ApplicationFactory(candidate=ayeshas, state="accepted")
    Vacancy.objects.filter(pk=opening.pk).update(state="ended")
    with pytest.raises(Refused) as refused:
        transitions.restore(application, by=ayesha)
    assert codes(refused) == ["vacancy_not_open", "other_accepted"]


def test_withdrawing_what_was_set_aside_keeps_where_it_stood(applied, ayesha):
    application = applied("interviewing")
    transitions.supersede(application)
    transitions.withdraw(application, by=ayesha)
    assert application.restore_to == "interviewing"
