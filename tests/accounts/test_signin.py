"""One sign-in page: password or code, e-mail or phone, a family at one phone, and no hint whether an account exists."""

import re

import pytest
from django.contrib.auth import get_user

from accounts.models import User
from accounts.roles import Role
from notifications.models import Message
from tests.accounts.conftest import CODE, LOGIN
from tests.conftest import PASSWORD, person

PHONE = "+923012345678"


@pytest.mark.parametrize(
    "login",
    [PHONE, "0301 2345678", "۰۳۰۱ ۲۳۴۵۶۷۸", "０３０１２３４５６７８", " +92-301-2345678 ", "ayesha@example.org", "AYESHA@Example.ORG"],
)
def test_password_sign_in_by_phone_or_email_in_any_script(client, ayesha, sign_in, login):
    assert sign_in(login).status_code == 302
    assert get_user(client) == ayesha


def test_a_new_session_key_at_sign_in(client, ayesha, sign_in):
    client.get(LOGIN)
    client.post(LOGIN, {"login": PHONE, "way": "code"})
    before = client.session.session_key
    sign_in("ayesha@example.org")
    assert get_user(client) == ayesha
    assert client.session.session_key != before


def test_after_sign_in_people_go_where_they_wanted_but_never_off_the_site(client, ayesha, sign_in):
    assert sign_in(PHONE, next="/en/help/").url == "/en/help/"
    client.post("/en/accounts/logout/")
    assert sign_in(PHONE, next="https://evil.example/").url == "/en/accounts/go/"


@pytest.mark.parametrize(("who", "end"), [("ayesha", "/en/me/"), ("sato", "/en/employer/"), ("omar", "/desk/")])
def test_after_login_leads_to_the_home_of_the_role(client, request, who, end):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/en/accounts/go/").url.startswith((end, "/en/accounts/"))


def test_code_by_sms(client, ayesha, newest_code):
    client.get(LOGIN)
    assert client.post(LOGIN, {"login": "0301-2345678", "way": "code"}).url == CODE
    message = Message.objects.get()
    assert (message.channel, message.template, message.is_critical, message.address) == ("sms", "code_sign_in", True, PHONE)
    assert "OEC staff never ask for this code or for money" in message.body
    assert client.post(CODE, {"code": newest_code(PHONE)}).status_code == 302
    assert get_user(client) == ayesha


def test_code_by_email_typed_in_urdu_digits(client, ayesha, newest_code):
    client.get(LOGIN)
    client.post(LOGIN, {"login": "ayesha@example.org", "way": "code"})
    typed = newest_code("ayesha@example.org").translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    client.post(CODE, {"code": f"{typed[:3]} {typed[3:]}"})
    assert get_user(client) == ayesha


def test_three_wrong_codes_and_then_not_even_the_right_one(client, ayesha, newest_code):
    client.post(LOGIN, {"login": PHONE, "way": "code"})
    right = newest_code(PHONE)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(3):
        assert client.post(CODE, {"code": wrong}).status_code == 200
    assert client.post(CODE, {"code": right}).url == LOGIN
    assert not get_user(client).is_authenticated


def test_a_code_belongs_to_the_session_that_asked(client, ayesha, newest_code):
    client.post(LOGIN, {"login": PHONE, "way": "code"})
    other = type(client)()
    assert other.post(CODE, {"code": newest_code(PHONE)}).url == LOGIN
    assert not get_user(other).is_authenticated


def test_a_code_is_over_after_ten_minutes(client, ayesha, newest_code):
    client.post(LOGIN, {"login": PHONE, "way": "code"})
    session = client.session
    session["proof"] = session["proof"] | {"at": session["proof"]["at"] - 601}
    session.save()
    assert client.post(CODE, {"code": newest_code(PHONE)}).url == LOGIN


def test_the_code_itself_is_not_in_the_session(client, ayesha, newest_code):
    client.post(LOGIN, {"login": PHONE, "way": "code"})
    assert newest_code(PHONE) not in str(client.session["proof"])


def test_a_family_shares_one_phone(client, ayesha, newest_code):
    brother = User.objects.create_user(role=Role.CANDIDATE, phone=PHONE, phone_verified=True, full_name="Hamza Khan")
    client.post(LOGIN, {"login": PHONE, "way": "code"})
    assert client.post(CODE, {"code": newest_code(PHONE)}).url == "/en/accounts/who/"
    page = client.get("/en/accounts/who/").content.decode()
    assert ("Hamza Khan" in page, "Ayesha Khan" in page) == (True, True)
    client.post("/en/accounts/who/", {"person": str(brother.public_id)})
    assert get_user(client) == brother


def test_who_is_asked_only_after_the_code_and_only_of_this_phone(client, ayesha, bilal, newest_code):
    assert client.get("/en/accounts/who/").url == LOGIN
    client.post(LOGIN, {"login": PHONE, "way": "code"})
    assert client.get("/en/accounts/who/").url == LOGIN
    User.objects.create_user(role=Role.CANDIDATE, phone=PHONE, phone_verified=True, full_name="Hamza Khan")
    client.post(CODE, {"code": newest_code(PHONE)})
    assert client.post("/en/accounts/who/", {"person": str(bilal.public_id)}).status_code == 200
    assert not get_user(client).is_authenticated


def test_password_finds_the_right_one_of_a_family(client, ayesha, sign_in):
    brother = User.objects.create_user(role=Role.CANDIDATE, phone=PHONE, full_name="Hamza Khan", password="quite another long secret")
    sign_in(PHONE, "quite another long secret")
    assert get_user(client) == brother


def test_the_same_password_at_the_same_phone_asks_who(client, ayesha, sign_in):
    brother = User.objects.create_user(role=Role.CANDIDATE, phone=PHONE, full_name="Hamza Khan", password=PASSWORD)
    assert sign_in(PHONE).url == "/en/accounts/who/"
    client.post("/en/accounts/who/", {"person": str(brother.public_id)})
    assert get_user(client) == brother


def test_a_phone_that_was_never_confirmed_opens_nothing_by_code(client, newest_code, db):
    User.objects.create_user(role=Role.CANDIDATE, phone=PHONE, phone_verified=False, full_name="Typed A Wrong Number")
    client.post(LOGIN, {"login": PHONE, "way": "code"})
    assert client.post(CODE, {"code": newest_code(PHONE)}).url == "/en/accounts/signup/name/"
    assert not get_user(client).is_authenticated


def test_locked_people_do_not_come_in(client, ayesha, sign_in):
    User.objects.filter(pk=ayesha.pk).update(is_active=False)
    assert sign_in(PHONE).status_code == 200
    assert not get_user(client).is_authenticated


def seen(response, *names: str) -> tuple:
    """What an onlooker can tell: status, place, body and cookies, without tokens and what they typed themselves."""
    body = re.sub(r'name="(csrfmiddlewaretoken|form_key)" value="[^"]*"', "", response.content.decode())
    body = re.sub(r"<!--.*?-->", "", body)
    for name in names:
        body = body.replace(name, "WHO")
    return response.status_code, response.headers.get("Location"), body, sorted(response.cookies)


@pytest.mark.parametrize(("known", "unknown"), [("ayesha@example.org", "nobody@example.org"), ("0301 2345678", "0301 2345679")])
@pytest.mark.parametrize("way", ["password", "code"])
def test_known_and_unknown_people_see_the_same(client, ayesha, known, unknown, way):
    answers = []
    for login in (known, unknown):
        browser = type(client)()
        browser.get(LOGIN)
        first = browser.post(LOGIN, {"login": login, "password": "not the right one", "way": way})
        shown = (login, "+923012345678", "+923012345679", "+92 301 2345678", "+92 301 2345679")
        answers.append((seen(first, *shown), seen(browser.get(CODE), *shown) if way == "code" else None))
    assert answers[0] == answers[1]
    assert Message.objects.count() == (2 if way == "code" else 0)


@pytest.mark.parametrize("login", ["", "abc", "12", "x" * 10_000, "😀", "03٠1x", "a@b", "' OR 1=1 --", "\x00", "+92" + "9" * 30])
@pytest.mark.parametrize("way", ["password", "code"])
def test_bad_input_gets_a_sentence(client, db, login, way):
    answer = client.post(LOGIN, {"login": login, "password": "p" * 900, "way": way})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize("code", ["", "abc", "12345", "1" * 10_000, "😀", "\x00"])
def test_bad_codes_get_a_sentence(client, ayesha, code):
    client.post(LOGIN, {"login": PHONE, "way": "code"})
    answer = client.post(CODE, {"code": code})
    assert (answer.status_code, "There is a problem" in answer.content.decode()) == (200, True)


def test_not_received_correct_the_number(client, bilal, newest_code):
    client.post(LOGIN, {"login": PHONE, "way": "code"})
    assert PHONE in client.get(f"{CODE}again/").content.decode()
    assert client.post(f"{CODE}again/", {"contact": "0333 1234567"}).url == CODE
    client.post(CODE, {"code": newest_code("+923331234567")})
    assert get_user(client) == bilal


def test_the_desk_has_no_door_of_its_own(client, omar):
    answer = client.get("/desk/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/en/accounts/login/?next=")
    assert "/desk/" in answer.redirect_chain[-1][0]
    client.force_login(person(Role.CANDIDATE, "Zara Malik"))
    assert client.get("/desk/login/").status_code == 403


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
@pytest.mark.parametrize("page", ["login/", "signup/", "signup/employer/"])
def test_pages_have_one_heading_and_no_inline_script(client, db, language, page):
    text = client.get(f"/{language}/accounts/{page}").content.decode()
    assert text.count("<h1>") == 1
    assert re.findall(r"<script(?![^>]*(?: src=|type=\"application/json\"))", text) == []
    assert " onclick=" not in text
