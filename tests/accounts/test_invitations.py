"""Invitations, colleagues, the first operator, and the last owner."""

import re
import threading
from datetime import timedelta
from io import StringIO
from urllib.parse import urlparse

import pytest
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts import invitations
from accounts.models import Invitation, Membership, Party, User
from accounts.parties import found_party, leave
from accounts.roles import PartyKind, Role
from notifications.models import Message
from tests.conftest import person
from workflow.models import Entry
from workflow.steps import Refused

LONG = {"full_name": "Nadia Rehman", "password": "correct horse battery staple"}
COLLEAGUES = "/en/accounts/colleagues/"


def link(address: str) -> str:
    """The path in the newest letter."""
    return urlparse(re.search(r"http\S+", Message.objects.filter(address=address).latest("pk").body).group()).path


@pytest.fixture
def invited(olga, oec, amna):
    invitations.send(email="nadia@example.org", name="Nadia Rehman", role=Role.OEC_OFFICER, by=olga, signed_by=amna)
    return link("nadia@example.org")


def test_an_invited_officer_comes_in_and_acts_for_oec(client, invited, oec):
    assert client.get(invited).status_code == 200
    client.post(invited, LONG)
    user = get_user(client)
    assert (user.role, user.email, list(user.parties())) == (Role.OEC_OFFICER, "nadia@example.org", [oec])


def test_staff_set_up_their_factor_first(client, invited, settings):
    settings.MFA_REQUIRED = True
    client.post(invited, LONG)
    assert client.get("/desk/").url == "/en/accounts/2fa/"


def test_an_invitation_works_once(client, invited):
    client.post(invited, LONG)
    other = type(client)()
    assert (other.get(invited).status_code, other.post(invited, LONG).status_code, User.objects.filter(role=Role.OEC_OFFICER).count()) == (
        410,
        410,
        1,
    )


def test_an_invitation_is_over_after_72_hours(client, invited):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(invited).status_code == 410


def test_the_token_is_not_in_the_database(invited):
    token = invited.rstrip("/").rpartition("/")[2]
    assert bytes(Invitation.objects.get().token_hash) == invitations.digest(token)
    assert token not in str(Invitation.objects.values().get())


@pytest.mark.parametrize("token", ["x", "x" * 5000, "😀", "..%2f"])
def test_made_up_tokens(client, db, token):
    assert client.get(f"/en/accounts/invitation/{token}/").status_code in (404, 410)


@pytest.mark.parametrize("given", [{}, {"full_name": "", "password": ""}, LONG | {"password": "too short 123"}])
def test_bad_input_does_not_use_it_up(client, invited, given):
    assert client.post(invited, given).status_code == 200
    assert Invitation.objects.get().used_at is None


def test_only_an_operator_invites_staff(amna, sato):
    for by in (amna, sato):
        with pytest.raises(Refused):
            invitations.send(email="x@example.org", name="X Y", role=Role.OPERATOR, by=by)


def test_an_owner_invites_a_colleague(client, sato):
    client.force_login(sato)
    client.post(COLLEAGUES, {"full_name": "Mori Aoi", "email": "mori@example.jp"})
    client.logout()
    client.post(link("mori@example.jp"), LONG | {"full_name": "森 葵"})
    assert (get_user(client).role, list(get_user(client).parties())) == (Role.EMPLOYER, list(sato.parties()))


def test_a_known_colleague_only_says_yes_and_a_candidate_cannot(client, sato, ayesha):
    zed = person(Role.EMPLOYER, "Zed Other")
    client.force_login(sato)
    for user in (zed, ayesha):
        client.post(COLLEAGUES, {"full_name": "A Colleague", "email": user.email})
    other = type(client)()
    assert other.post(link(ayesha.email)).status_code == 410
    other.post(link(zed.email))
    assert (get_user(other), list(zed.parties()), list(ayesha.parties())) == (zed, list(sato.parties()), [])


def test_the_last_owner_stays(client, sato):
    client.force_login(sato)
    client.post(f"{COLLEAGUES}{sato.public_id}/end/")
    assert "cannot lose its last owner" in client.get(COLLEAGUES).content.decode()
    assert sato.parties().count() == 1


def test_an_owner_ends_a_membership_and_shares_ownership(client, sato):
    mori = person(Role.EMPLOYER, "Mori Aoi", party=sato.parties().get())
    client.force_login(sato)
    client.post(f"{COLLEAGUES}{mori.public_id}/owner/")
    client.post(f"{COLLEAGUES}{sato.public_id}/end/")
    assert (sato.parties().count(), Membership.objects.live().get().user) == (0, mori)
    assert list(Entry.objects.filter(subject_kind="party").order_by("seq").values_list("kind", flat=True)) == [
        "party.make_owner",
        "party.leave",
    ]


@pytest.mark.parametrize(("who", "status"), [("zed", 404), ("mori", 403), ("ayesha", 403), ("omar", 403)])
def test_memberships_are_closed_to_others(client, request, sato, ayesha, omar, who, status):
    people = {"ayesha": ayesha, "omar": omar}
    people["zed"] = person(Role.EMPLOYER, "Zed Other")
    found_party(PartyKind.EMPLOYER, "Other KK", "", people["zed"])
    people["mori"] = person(Role.EMPLOYER, "Mori Aoi", party=sato.parties().get())
    client.force_login(people[who])
    assert client.post(f"{COLLEAGUES}{sato.public_id}/end/").status_code == status
    assert sato.parties().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_do_not_both_go():
    ann, ben = person(Role.EMPLOYER, "Ann Owner"), person(Role.EMPLOYER, "Ben Owner")
    party = found_party(PartyKind.EMPLOYER, "Two KK", "", ann)
    Membership.objects.create(user=ben, party=party, duty="owner")
    gate = threading.Barrier(2)

    def go(user):
        try:
            gate.wait()
            leave(Membership.objects.get(user=user), by=user)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(user,)) for user in (ann, ben)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert Membership.objects.live().filter(party=party).count() == 1


def test_the_first_operator_by_link(client, db):
    said = StringIO()
    call_command("create_operator", email="Olga@Example.org", name="Olga Operator", stdout=said)
    client.post(urlparse(said.getvalue().split()[-1]).path, LONG)
    assert (get_user(client).role, get_user(client).is_superuser, get_user(client).has_usable_password()) == (Role.OPERATOR, False, True)


def test_the_first_operator_by_standard_input(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("short\n"))
    with pytest.raises(CommandError, match="15"):
        call_command("create_operator", email="olga@example.org", name="Olga", password_stdin=True)
    monkeypatch.setattr("sys.stdin", StringIO(LONG["password"] + "\n"))
    call_command("create_operator", email="olga@example.org", name="Olga", password_stdin=True, stdout=StringIO())
    assert User.objects.get().check_password(LONG["password"])
    with pytest.raises(CommandError, match="already"):
        call_command("create_operator", email="olga@example.org", name="Olga", stdout=StringIO())


def test_one_party_each_for_the_partners(oec, client, invited):
    client.post(invited, LONG)
    assert Party.objects.filter(kind=PartyKind.OEC).count() == 1
