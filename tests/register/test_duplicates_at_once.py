"""Two files of one person, and several people at the same time: one result, clear words for the others."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from accounts import second
from accounts.models import User
from applications import transitions
from applications.models import Application
from candidates.models import Profile
from candidates.transitions import profile_of
from privacy import own_data
from register import same_person
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import VacancyFactory
from tests.programmes.factories import MemberFactory
from tests.register.pairs import WHY, codes, merged
from workflow.models import Entry
from workflow.steps import Refused


def both(*acts):
    """Each in its own thread and connection, begun together; what each answered."""
    answers, ready = [], threading.Barrier(len(acts))

    def run(act):
        ready.wait()
        try:
            act()
            answers.append("done")
        except Refused as refusal:
            answers.append(refusal.reasons[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    [thread.start() for thread in threads]
    [thread.join(20) for thread in threads]
    return sorted(answers)


@pytest.mark.django_db(transaction=True)
def test_of_two_supervisors_at_once_one_is_told(pair, omar, amna, oec):
    from tests.conftest import person

    other = person("oec_supervisor", "Sana Malik", party=oec)
    asked = same_person.ask(pair, kept=pair.first, by=omar, **WHY)
    found = both(lambda: second.sign(type(asked).objects.get(), by=amna), lambda: second.sign(type(asked).objects.get(), by=other))
    assert "done" in found
    assert found != ["done", "done"]
    assert Entry.objects.filter(kind="duplicate.merge").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_candidate_who_withdraws_meanwhile_has_one_result(pair, company, omar, amna):
    case = ApplicationFactory(candidate=pair.second, vacancy=VacancyFactory(employer=company, state="published"), state="submitted")
    asked = same_person.ask(pair, kept=pair.first, by=omar, **WHY)
    stale = Application.objects.select_related("candidate__user", "vacancy").get(pk=case.pk)
    found = both(lambda: second.sign(type(asked).objects.get(), by=amna), lambda: transitions.withdraw(stale, by=pair.second.user))
    case.refresh_from_db()
    state = (case.candidate_id == pair.first_id, case.state)
    assert (state, found) in [
        ((True, "submitted"), ["done", "step_not_yours"]), ((True, "submitted"), ["changed_meanwhile", "done"]),
        ((False, "withdrawn"), ["done", "second_target_changed"]),
    ]  # fmt: skip


def test_what_the_candidate_did_meanwhile_stops_the_signature(pair, company, omar, amna):
    asked = same_person.ask(pair, kept=pair.first, by=omar, **WHY)
    ApplicationFactory(candidate=pair.second, vacancy=VacancyFactory(employer=company, state="published"), state="submitted")
    with pytest.raises(Refused) as refusal:
        second.sign(asked, by=amna)
    assert codes(refusal) == ["second_target_changed"]


def test_a_step_on_a_page_from_before_the_merge_is_refused(pair, company, omar, amna):
    case = ApplicationFactory(candidate=pair.second, vacancy=VacancyFactory(employer=company, state="published"), state="submitted")
    stale = Application.objects.select_related("candidate__user", "vacancy").get(pk=case.pk)
    merged(pair, omar, amna)
    with pytest.raises(Refused) as refusal:
        transitions.send_back(stale, by=omar, note="x")
    assert codes(refusal) == ["changed_meanwhile"]
    assert profile_of(pair.first.user).applications.get().submitted_at <= timezone.now()


STAYS = {  # what leads to a person and does not go along, and why
    "accounts.membership.user": "candidates act for no organisation",
    "accounts.secondsignature.person": "what two people signed about the account that was",
    "accounts.user.merged_into": "the way to the kept account",
    "mfa.authenticator.user": "opens a closed account no more", "usersessions.usersession.user": "ended",
    "candidates.profile.user": "the closed file keeps its number", "privacy.copy.user": "a copy goes to who asked",
    "privacy.deletion.user": "blocks the merge",
    "vault.accessrecord.user": "nobody can change it; read from the kept file",
    "vault.accessrecord.person": "nobody can change it; read from the kept file",
    "workflow.entry.actor": "nobody can change it; read from the kept file",
    "workflow.entry.on_behalf_of": "nobody can change it; read from the kept file",
    "api.apikey.owner": "a key of a closed account opens nothing", "register.duplicate.kept": "names the merge itself",
    "register.duplicate.first": "follow() leads other pairs on", "register.duplicate.second": "follow() leads other pairs on",
}  # fmt: skip
GOES = {
    *(f"candidates.{name}.profile" for name in ("education", "experience", "testresult", "profileskill", "savedsearch", "evidence")),
    "applications.application.candidate", "applications.consent.candidate", "register.registerentry.claimed_by",
    "register.registerclaim.claimant", "register.registerclaim.profile", "programmes.member.profile", "programmes.interest.profile",
    "support.question.person", "reviews.call.profile", "vault.storedfile.owner", "notifications.message.recipient",
}  # fmt: skip
OF_STAFF = """by checked_by seen_by decided_by asked_by signed_by invited_by katakana_fixed_by created_by made_by typed_by sent_by
entered_by responsible contact_user outcome_by"""


def test_whatever_leads_to_a_person_goes_along_or_says_why_not():
    held = {model for register in own_data.registers() for model in register.HOLDS}
    leads = {
        f"{model._meta.label_lower}.{column.name}"
        for model in held
        for column in model._meta.concrete_fields
        if column.is_relation and column.related_model in (User, Profile) and column.name not in OF_STAFF.split()
    }
    assert leads == GOES | set(STAYS)


def test_a_place_in_a_group_goes_along_and_two_are_refused(pair, omar, amna):
    place = MemberFactory(profile=pair.second)
    assert same_person.merge_blockers(pair, pair.first) == []
    other = MemberFactory(profile=pair.first)
    assert [reason.code for reason in same_person.merge_blockers(pair, pair.first)] == ["merge_two_places"]
    other.delete()
    merged(pair, omar, amna)
    place.refresh_from_db()
    assert place.profile == pair.first
