"""People on the desk: what each role may see, and what only the operator may do."""

import time

import pytest

from accounts import second
from accounts.checks import permissions_exist
from accounts.groups import OF_ROLE
from accounts.models import Invitation, SecondSignature, User
from accounts.roles import DESK, Role
from notifications.models import Message
from workflow.models import Entry

PEOPLE = "/desk/accounts/user/"


@pytest.fixture
def as_operator(client, olga):
    """Signed in and proved a moment ago."""
    client.force_login(olga)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(olga.pk)
    session.save()
    return client


def do(client, action: str, *users: User):
    return client.post(PEOPLE, {"action": action, "_selected_action": [user.pk for user in users]}, follow=True)


@pytest.mark.parametrize(
    ("who", "model", "status"),
    [
        ("omar", "user", 200),
        ("audit", "user", 200),
        ("olga", "user", 200),
        ("ken", "user", 403),
        ("ayesha", "user", 403),
        ("sato", "user", 403),
        ("olga", "invitation", 200),
        ("omar", "invitation", 403),
        ("amna", "invitation", 403),
        ("ken", "party", 200),
        ("ken", "membership", 200),
    ],
)
def test_who_sees_what(client, request, who, model, status):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(f"/desk/accounts/{model}/", follow=True)
    assert answer.status_code == status


def test_the_operator_sees_no_personal_data(as_operator, ayesha, sato):
    for page in (
        PEOPLE,
        f"{PEOPLE}{ayesha.pk}/change/",
        "/desk/accounts/party/",
        "/desk/accounts/membership/",
        f"{PEOPLE}?q={ayesha.email}",
    ):
        answer = as_operator.get(page)
        assert answer.status_code == 200
        assert [
            word
            for word in ("Ayesha", "Khan", "ayesha@", "3012345678", "Sato")
            if word in answer.content.decode().replace(f'value="{ayesha.email}"', "")
        ] == []


def test_the_operator_finds_by_id_and_exact_email(as_operator, ayesha, bilal):
    for term in (str(ayesha.public_id), ayesha.email):
        text = as_operator.get(PEOPLE, {"q": term}).content.decode()
        assert (str(ayesha.public_id) in text, str(bilal.public_id) in text) == (True, False)


def test_nobody_sets_another_persons_password_or_role_by_form(as_operator, ayesha):
    as_operator.post(f"{PEOPLE}{ayesha.pk}/change/", {"password": "x", "role": "operator", "email": "evil@example.org", "is_active": ""})
    fresh = User.objects.get(pk=ayesha.pk)
    assert (fresh.role, fresh.email, fresh.password, fresh.is_active) == ("candidate", "ayesha@example.org", ayesha.password, True)
    assert as_operator.get(f"{PEOPLE}{ayesha.pk}/password/").status_code in (302, 404)
    assert as_operator.get("/desk/password_change/").url.endswith("/accounts/password/")


def test_lock_and_unlock(as_operator, ayesha):
    do(as_operator, "lock", ayesha)
    assert User.objects.get(pk=ayesha.pk).is_active is False
    do(as_operator, "unlock", ayesha)
    assert User.objects.get(pk=ayesha.pk).is_active is True
    assert list(Entry.objects.filter(subject_ref=ayesha.public_id).order_by("seq").values_list("kind", flat=True)) == [
        "person.lock",
        "person.unlock",
    ]


def test_a_role_is_never_given_at_once_and_never_outside_the_desk(as_operator, omar, ayesha, olga):
    assert do(as_operator, "make_inter_ses", omar).redirect_chain[0][0] == f"/desk/second/ask/change_role/{omar.public_id}/?role=inter_ses"
    do(as_operator, "make_inter_ses", ayesha)
    do(as_operator, "make_inter_ses", omar, ayesha, olga)
    roles = [User.objects.get(pk=user.pk).role for user in (omar, ayesha, olga)]
    assert roles == [Role.OEC_OFFICER, Role.CANDIDATE, Role.OPERATOR]


@pytest.mark.parametrize("action", ["unlock", "reset_second_factor"])
def test_a_desk_account_opens_again_only_by_two(as_operator, omar, action):
    User.objects.filter(pk=omar.pk).update(is_active=False)
    page = do(as_operator, action, omar)
    assert page.redirect_chain[0][0] == f"/desk/second/ask/{action}/{omar.public_id}/"
    assert User.objects.get(pk=omar.pk).is_active is False


def test_delicate_acts_need_a_fresh_proof(client, olga, omar):
    client.force_login(olga)
    assert client.post(PEOPLE, {"action": "lock", "_selected_action": [omar.pk]}).url.startswith("/en/accounts/reauthenticate/")
    assert client.get("/desk/accounts/invitation/add/").url.startswith("/en/accounts/reauthenticate/")
    assert User.objects.get(pk=omar.pk).is_active is True


@pytest.mark.parametrize("who", ["omar", "amna", "audit"])
def test_readers_cannot_act(client, request, ayesha, who):
    client.force_login(request.getfixturevalue(who))
    do(client, "lock", ayesha)
    assert User.objects.get(pk=ayesha.pk).is_active is True


def test_the_operator_invites_staff_when_another_has_signed(as_operator, amna):
    given = {
        "email": "nadia@example.org",
        "full_name": "Nadia Rehman",
        "role": "oec_officer",
        "language": "ur",
        "reason": "new at the counter",
    }
    assert as_operator.post("/desk/accounts/invitation/add/", given).url == "/desk/second/invite/"
    as_operator.post("/desk/second/invite/", given)
    assert as_operator.post("/desk/second/invite/", given | {"role": "candidate"}).status_code == 422
    assert Invitation.objects.count() == 0
    second.sign(SecondSignature.objects.get(), by=amna)
    assert (Invitation.objects.get().role, Message.objects.get(template="code_invitation").language) == ("oec_officer", "ur")
    assert "nadia@" not in as_operator.get("/desk/accounts/invitation/").content.decode()
    assert (SecondSignature.objects.get().invited_name, SecondSignature.objects.get().invited_email) == ("", "")


def test_every_permission_exists_and_only_desk_roles_have_any():
    assert permissions_exist(None) == []
    assert set(OF_ROLE) == set(DESK)
