"""Sign-up: phone, code, name; a company's first person by e-mail; the account exists only after the code."""

import pytest
from django.contrib.auth import get_user

from accounts.models import User
from accounts.roles import Role
from notifications.models import Message
from tests.accounts.conftest import CODE, SIGNUP

NAME, EMPLOYER = f"{SIGNUP}name/", f"{SIGNUP}employer/"
LONG = "correct horse battery staple"


def test_candidate_signs_up_in_urdu(client, db, newest_code):
    assert client.post("/ur/accounts/signup/", {"contact": "۰۳۰۱۲۳۴۵۶۷۸"}).url == "/ur/accounts/code/"
    assert User.objects.count() == 0
    assert client.post("/ur/accounts/code/", {"code": newest_code("+923012345678")}).url == "/ur/accounts/signup/name/"
    assert client.post("/ur/accounts/signup/name/", {"full_name": "عائشہ  خان"}).status_code == 302
    user = User.objects.get()
    assert (user.role, user.phone, user.phone_verified, user.language, user.full_name) == (
        Role.CANDIDATE,
        "+923012345678",
        True,
        "ur",
        "عائشہ خان",
    )
    assert (get_user(client), user.has_usable_password()) == (user, False)
    assert Message.objects.get().language == "ur"


def test_sign_in_with_an_unknown_phone_goes_on_to_sign_up(client, db, newest_code):
    client.post("/en/accounts/login/", {"login": "03012345678", "way": "code"})
    assert client.post(CODE, {"code": newest_code("+923012345678")}).url == NAME
    client.post(NAME, {"full_name": "Ayesha Khan", "password": LONG})
    assert get_user(client).check_password(LONG)


def test_a_second_person_of_a_family_signs_up_with_the_same_phone(client, ayesha, newest_code):
    client.post(SIGNUP, {"contact": ayesha.phone})
    assert client.post(CODE, {"code": newest_code(ayesha.phone)}).url == "/en/accounts/who/"
    assert client.get(NAME).status_code == 200
    client.post(NAME, {"full_name": "Hamza Khan"})
    assert (get_user(client).full_name, User.objects.filter(phone=ayesha.phone).count()) == ("Hamza Khan", 2)


def test_no_name_page_without_a_confirmed_phone(client, db):
    assert client.post(NAME, {"full_name": "Mallory"}).url == SIGNUP
    client.post(SIGNUP, {"contact": "03012345678"})
    assert client.post(NAME, {"full_name": "Mallory"}).url == SIGNUP
    assert User.objects.count() == 0


@pytest.mark.parametrize("name", ["", "7", "12345", "x" * 10_000, "😀😀", "\x00\x00"])
def test_names_are_letters(client, db, newest_code, name):
    client.post(SIGNUP, {"contact": "03012345678"})
    client.post(CODE, {"code": newest_code("+923012345678")})
    assert client.post(NAME, {"full_name": name}).status_code == 200
    assert User.objects.count() == 0


@pytest.mark.parametrize("password", ["short", "password1234", "OverseasEmploymentJapan", "OEC Japan Jobs 12", "x" * 300])
def test_weak_passwords_are_refused_and_the_name_is_kept(client, db, newest_code, password):
    client.post(SIGNUP, {"contact": "03012345678"})
    client.post(CODE, {"code": newest_code("+923012345678")})
    answer = client.post(NAME, {"full_name": "Ayesha Khan", "password": password})
    assert (answer.status_code, "Ayesha Khan" in answer.content.decode(), f'"{password}"' in answer.content.decode()) == (200, True, False)


def employer(email: str = "sato2@example.jp", **more: str) -> dict[str, str]:
    return {"full_name": "佐藤 花子", "email": email, "password": LONG} | more


def test_employer_signs_up_and_goes_on_to_the_company(client, db, newest_code):
    assert client.post("/ja/accounts/signup/employer/", employer()).url == "/ja/accounts/code/"
    assert User.objects.count() == 0
    answer = client.post("/ja/accounts/code/", {"code": newest_code("sato2@example.jp")})
    user = User.objects.get()
    assert (user.role, user.language, user.check_password(LONG), get_user(client)) == (Role.EMPLOYER, "ja", True, user)
    assert answer.url.startswith("/ja/employer/register") or answer.url == "/ja/accounts/go/"


def test_a_known_email_is_answered_alike_and_its_password_stays(client, sato, newest_code):
    known, new = client.post(EMPLOYER, employer(sato.email)), type(client)().post(EMPLOYER, employer())
    assert (known.status_code, known.url, sorted(known.cookies)) == (new.status_code, new.url, sorted(new.cookies))
    client.post(CODE, {"code": newest_code(sato.email)})
    assert get_user(client) == sato
    assert not User.objects.get(pk=sato.pk).check_password(LONG)


@pytest.mark.parametrize(
    "change", [{"email": "x"}, {"email": "x" * 10_000}, {"full_name": ""}, {"password": ""}, {"password": "sato2@example.jp"}]
)
def test_bad_employer_input(client, db, change):
    answer = client.post(EMPLOYER, employer() | change)
    assert (answer.status_code, Message.objects.count()) == (200, 0)
