"""A second person: Olga asks, Amna signs, and only then it happens; nobody signs the own wish, and of two at once one is told."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts import invitations, people, second
from accounts.desk.today import today
from accounts.models import Invitation, Membership, SecondSignature, User
from accounts.roles import PartyKind, Role
from notifications.letters import write_letters
from notifications.models import Message
from tests.conftest import person
from workflow.models import Entry
from workflow.steps import Refused

WHY = "Omar moves to the other office"


def fresh(client, user):
    """Signed in and proved a moment ago."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def asked(olga, omar, amna):
    """Omar is to be a supervisor: Olga asks, Amna may sign."""
    return second.ask("change_role", by=olga, person=omar, reason=WHY, wants={"role": "oec_supervisor"})


def codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def test_a_role_counts_when_the_second_person_has_signed(asked, olga, omar, amna):
    assert (User.objects.get(pk=omar.pk).role, asked.owner, asked.due_on is not None) == ("oec_officer", "second_signature", True)
    second.sign(asked, by=amna)
    entry = Entry.objects.get(kind="person.change_role")
    assert (User.objects.get(pk=omar.pk).role, entry.actor, entry.data["signed_by"]) == ("oec_supervisor", olga, str(amna.public_id))
    assert list(Entry.objects.about(asked).values_list("kind", "actor")) == [("second.ask", olga.pk), ("second.sign", amna.pk)]


@pytest.mark.parametrize(
    ("role", "signers"),
    [
        ("oec_officer", ["oec_supervisor"]),
        ("oec_supervisor", ["oec_supervisor"]),
        ("inter_ses", ["inter_ses"]),
        ("operator", ["oec_supervisor", "operator"]),
        ("auditor", ["oec_supervisor", "operator"]),
    ],
)
def test_the_organisation_vouches_for_its_own(olga, role, signers):
    request = second.ask("invite", by=olga, reason=WHY, wants={"role": role, "language": "en"}, invited=("New", "new@example.org"))
    assert request.signers == signers


@pytest.mark.parametrize(
    ("who", "code"),
    [("olga", "second_asked_yourself"), ("omar", "second_about_you"), ("nadia", "second_not_yours"), ("ken", "second_not_yours")],
)
def test_who_is_not_the_second_person(asked, request, who, code):
    with pytest.raises(Refused) as refusal:
        second.sign(asked, by=request.getfixturevalue(who))
    assert codes(refusal) == [code]
    with pytest.raises(Refused):
        second.refuse(asked, by=request.getfixturevalue(who), note="no")


def test_the_auditor_signs_nothing(client, asked, audit):
    fresh(client, audit)
    assert client.get(f"/desk/second/{asked.public_id}/").status_code == 200
    assert client.post(f"/desk/second/{asked.public_id}/sign/").status_code == 403
    with pytest.raises(Refused):
        second.sign(asked, by=audit)


def test_a_signer_who_lost_the_role_meanwhile_is_refused(asked, amna):
    User.objects.filter(pk=amna.pk).update(role="oec_officer")
    with pytest.raises(Refused) as refusal:
        second.sign(asked, by=amna)
    assert codes(refusal) == ["second_not_yours"]


def test_an_asker_who_lost_the_role_meanwhile_is_said(asked, olga, amna):
    User.objects.filter(pk=olga.pk).update(is_active=False)
    with pytest.raises(Refused) as refusal:
        second.sign(asked, by=amna)
    assert codes(refusal) == ["second_asker_gone"]


def test_what_changed_meanwhile_is_said_before_and_at_the_signature(client, asked, omar, amna):
    User.objects.filter(pk=omar.pk).update(is_active=False)
    assert "has changed since" in fresh(client, amna).get(f"/desk/second/{asked.public_id}/").text
    answer = client.post(f"/desk/second/{asked.public_id}/sign/")
    assert (answer.status_code, "has changed since" in answer.text, User.objects.get(pk=omar.pk).role) == (409, True, "oec_officer")


def test_it_is_asked_for_once_and_answered_once(asked, olga, omar, amna):
    with pytest.raises(Refused) as twice:
        second.ask("change_role", by=olga, person=omar, reason=WHY, wants={"role": "auditor"})
    assert codes(twice) == ["second_asked_already"]
    second.sign(asked, by=amna)
    with pytest.raises(Refused) as again:
        second.sign(asked, by=amna)
    assert codes(again) == ["step_not_open"]


def test_what_cannot_be_asked_for(olga, omar, ayesha, amna):
    cases = [
        ("change_role", {"by": olga, "person": omar, "wants": {"role": "oec_officer"}}, "second_nothing_to_do"),
        ("change_role", {"by": olga, "person": omar, "wants": {"role": "candidate"}}, "other_account"),
        ("change_role", {"by": olga, "person": ayesha, "wants": {"role": "operator"}}, "other_account"),
        ("change_role", {"by": olga, "person": olga, "wants": {"role": "auditor"}}, "own_role"),
        ("change_role", {"by": amna, "person": omar, "wants": {"role": "auditor"}}, "step_not_yours"),
        ("unlock", {"by": olga, "person": omar}, "second_nothing_to_do"),
    ]
    for matter, given, code in cases:
        with pytest.raises(Refused) as refusal:
            second.ask(matter, reason=WHY, **given)
        assert codes(refusal) == [code]
    with pytest.raises(Refused) as blank:
        second.ask("reset_second_factor", by=olga, person=omar, reason="  ")
    assert codes(blank) == ["second_reason_needed"]


def test_the_verbs_themselves_refuse_one_person(olga, omar, amna):
    User.objects.filter(pk=omar.pk).update(is_active=False)
    for do in (
        lambda **by: people.change_role(omar, "auditor", **by),
        lambda **by: people.set_active(omar, True, **by),
        lambda **by: people.reset_second_factor(omar, **by),
        lambda **by: invitations.send(email="x@example.org", name="X", role=Role.AUDITOR, **by),
    ):
        for by in ({"by": olga}, {"by": olga, "signed_by": olga}):
            with pytest.raises(Refused) as refusal:
                do(**by)
            assert codes(refusal) == ["second_signature_needed"]
    people.set_active(amna, False, by=olga)  # taking a right away needs nobody
    people.change_role(omar, "auditor", by=None)  # the shell is the way to begin
    assert (User.objects.get(pk=amna.pk).is_active, omar.role, Invitation.objects.count()) == (False, "auditor", 0)


def test_the_database_refuses_the_asker_and_the_person_themselves(asked, olga, omar):
    for wrong, name in ((olga, "second_is_another"), (omar, "second_never_the_person")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            SecondSignature.objects.filter(pk=asked.pk).update(signed_by=wrong)
    with pytest.raises(IntegrityError, match="second_signed_says_by_whom"), transaction.atomic():
        SecondSignature.objects.filter(pk=asked.pk).update(state="signed")


def test_nobody_signs_in_two_days_and_it_ends(asked, omar):
    assert second.lapse_due() == 0
    SecondSignature.objects.filter(pk=asked.pk).update(due_on=timezone.localdate() - timedelta(days=2))
    assert (second.lapse_due(), second.lapse_due()) == (1, 0)
    asked.refresh_from_db()
    assert (asked.state, asked.due_on, User.objects.get(pk=omar.pk).role) == ("lapsed", None, "oec_officer")


def test_letters_go_to_those_who_may_sign_and_back_to_the_asker(asked, olga, omar, amna):
    person(Role.OEC_SUPERVISOR, "Sara Second", party=amna.parties().get())
    write_letters(Entry.objects.get(kind="second.ask"))
    to = set(Message.objects.filter(template="second_to_sign").values_list("recipient__email", flat=True))
    assert to == {"amna@example.org", "sara@example.org"}
    second.refuse(asked, by=amna, note="not now")
    write_letters(Entry.objects.get(kind="second.refuse"))
    assert set(Message.objects.filter(template="second_refused").values_list("recipient", flat=True)) == {olga.pk}
    assert all("Omar" not in body for body in Message.objects.values_list("body", flat=True))


def test_the_page_asks_and_signs(client, olga, omar, amna):
    page = f"/desk/second/ask/change_role/{omar.public_id}/"
    assert 'value="auditor" selected' in fresh(client, olga).get(f"{page}?role=auditor").text
    empty = client.post(page, {"role": "auditor", "reason": ""})
    assert (empty.status_code, "There is a problem" in empty.text, SecondSignature.objects.count()) == (422, True, 0)
    sent = client.post(page, {"role": "auditor", "reason": "=cmd|<script>alert(1)</script>"}, follow=True)
    request = SecondSignature.objects.get()
    assert (sent.redirect_chain[0][0], "Take it back" in sent.text, "Omar" in sent.text) == (
        f"/desk/second/{request.public_id}/",
        True,
        False,
    )
    assert client.post(f"/desk/second/{request.public_id}/sign/").status_code == 409
    signing = fresh(client, amna).get(f"/desk/second/{request.public_id}/").text
    assert ("Omar Farooqi" in signing, "<script>alert" in signing, "&lt;script&gt;alert" in signing) == (True, False, True)
    assert today(amna)["figures"][0]["count"] == 1
    done = client.post(f"/desk/second/{request.public_id}/sign/", {"version": 1}, follow=True)
    assert ("You signed. It is done." in done.text, User.objects.get(pk=omar.pk).role, today(amna)["figures"][0]["count"]) == (
        True,
        "auditor",
        0,
    )


def test_a_signature_needs_a_fresh_proof_and_an_old_page_is_told(client, asked, amna):
    client.force_login(amna)
    assert client.post(f"/desk/second/{asked.public_id}/sign/").url.startswith("/en/accounts/reauthenticate/")
    assert fresh(client, amna).post(f"/desk/second/{asked.public_id}/sign/", {"version": 7}).status_code == 409
    blank = client.post(f"/desk/second/{asked.public_id}/refuse/", {"note": ""})
    assert (blank.status_code, SecondSignature.objects.get().state) == (422, "asked")


@pytest.mark.parametrize(("who", "status"), [("nadia", 404), ("ken", 404), ("omar", 404), ("ayesha", 403), ("sato", 403), ("zed", 403)])
def test_strangers_see_no_request(client, asked, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/desk/second/{asked.public_id}/").status_code == status
    assert client.post(f"/desk/second/{asked.public_id}/sign/").status_code in (403, 404)


def test_who_asked_takes_it_back(client, asked, olga):
    page = fresh(client, olga).post(f"/desk/second/{asked.public_id}/withdraw/", follow=True)
    assert ("Taken back." in page.text, SecondSignature.objects.get().state) == (True, "withdrawn")


def test_the_list_asks_the_database_as_often_with_twenty(client, olga, amna, django_assert_max_num_queries):
    fresh(client, amna)
    for size in (2, 20):
        for n in range(size):
            wants = {"role": "oec_officer", "language": "en"}
            second.ask("invite", by=olga, reason=WHY, wants=wants, invited=("New", f"{size}-{n}@example.org"))
        with django_assert_max_num_queries(10):
            assert client.get("/desk/second/").text.count("Invite somebody to the desk") >= size


def test_the_list_says_about_whom(client, asked, omar, amna):
    page = fresh(client, amna).get("/desk/second/").text
    assert f"<bdi>{omar}</bdi></a> · Asked by" in page


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_signers_at_once_one_is_told(olga, omar, amna):
    sara = person(Role.OEC_SUPERVISOR, "Sara Second", party=amna.parties().get(kind=PartyKind.OEC))
    request = second.ask("change_role", by=olga, person=omar, reason=WHY, wants={"role": "oec_supervisor"})
    barrier, answers = threading.Barrier(2), []

    def go(user):
        barrier.wait()
        try:
            second.sign(SecondSignature.objects.get(pk=request.pk), by=user)
            answers.append("signed")
        except Refused as refusal:
            answers.append(refusal.reasons[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[user]) for user in (amna, sara)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(answers), answers.count("signed")) == (2, 1)
    assert (Entry.objects.filter(kind="person.change_role").count(), Membership.objects.live().filter(user=omar).count()) == (1, 1)
