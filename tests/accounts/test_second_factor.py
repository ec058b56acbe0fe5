"""Second factor: demanded of staff on every page, set up in the browser, used once, lost and reset; staff sessions end."""

import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts import people
from accounts.roles import DESK
from notifications.models import Message
from tests.accounts.conftest import CODE, LOGIN
from tests.conftest import PASSWORD
from workflow.models import Entry

SET_UP, ASK, AGAIN, INDEX = (f"/en/accounts/2fa/{end}" for end in ("totp/activate/", "authenticate/", "reauthenticate/", ""))
SECRET = "JBSWY3DPEHPK3PXP"


def totp(secret: str = SECRET, steps: int = 0) -> str:
    """The code that an app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def staff(settings):
    settings.MFA_REQUIRED = True


@pytest.fixture
def secured(omar):
    TOTP.activate(omar, SECRET)
    return omar


def test_a_staff_member_without_factor_sees_only_its_set_up(client, omar, staff, sign_in):
    sign_in(omar.email)
    assert [client.get(page).url for page in ("/desk/", "/en/accounts/", "/en/accounts/go/")] == [INDEX] * 3
    assert [client.get(page).status_code for page in (INDEX, SET_UP, "/en/accounts/logout/")] == [200] * 3


def test_set_up_in_the_browser_then_the_desk(client, omar, staff, sign_in, django_capture_on_commit_callbacks):
    sign_in(omar.email)
    client.get(SET_UP)
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(SET_UP, {"code": totp(secret)}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/recovery-codes/")
    assert len(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()) == 10
    assert client.get("/desk/").status_code == 200
    assert secret not in str(Authenticator.objects.get(type="totp").data)
    assert Message.objects.filter(template="account_totp_activated", recipient=omar).count() == 2


def test_sign_in_with_a_factor_and_each_code_works_once(client, secured, staff, sign_in):
    code = totp()
    assert sign_in(secured.email).url == ASK
    assert not get_user(client).is_authenticated
    client.post(ASK, {"code": code})
    assert (get_user(client), client.get("/desk/").status_code) == (secured, 200)
    other = Client()
    other.post(LOGIN, {"login": secured.email, "password": PASSWORD, "way": "password"})
    assert other.post(ASK, {"code": code}).status_code == 200
    assert not get_user(other).is_authenticated


def test_a_code_by_email_does_not_skip_the_factor(client, secured, newest_code):
    client.post(LOGIN, {"login": secured.email, "way": "code"})
    assert client.post(CODE, {"code": newest_code(secured.email)}).url == ASK
    assert not get_user(client).is_authenticated


def test_ten_wrong_codes_and_then_wait(client, secured, sign_in):
    sign_in(secured.email)
    for _ in range(10):
        client.post(ASK, {"code": "000000"})
    assert "Too many tries" in client.post(ASK, {"code": totp()}).content.decode()
    assert not get_user(client).is_authenticated


def test_a_session_that_skipped_the_factor_is_asked_for_it(client, secured, staff):
    client.force_login(secured)
    assert client.get("/desk/").url.startswith(AGAIN)
    client.post(AGAIN, {"code": totp()})
    assert client.get("/desk/").status_code == 200


def desk_pages(patterns=None, before: str = "") -> list[str]:
    """Every address under /desk/ that takes no or simple arguments."""
    found = []
    for pattern in patterns or [one for one in get_resolver().url_patterns if str(one.pattern) == "desk/"]:
        here = before + str(pattern.pattern)
        found += [here] if isinstance(pattern, URLPattern) else desk_pages(pattern.url_patterns, here)
    return found


def test_no_desk_page_without_the_factor(client, omar, staff):
    client.force_login(omar)
    plain = [f"/{page}" for page in desk_pages() if not any(char in page for char in "<(^")]
    open_ones = [page for page in plain if client.get(page).headers.get("Location") != INDEX]
    assert (open_ones, len(plain) > 10) == (["/desk/jsi18n/"] if "/desk/jsi18n/" in open_ones else [], True)


@pytest.mark.parametrize("role", sorted(DESK))
def test_all_desk_roles_need_it(client, staff, db, role):
    from tests.conftest import person

    client.force_login(person(role, "Staff Member"))
    assert client.get("/desk/").url == INDEX


def test_candidates_may_but_need_not(client, ayesha, staff):
    client.force_login(ayesha)
    assert client.get("/en/accounts/").status_code == 200


def test_staff_sessions_end_when_idle_or_old(client, omar, settings):
    client.force_login(omar)
    assert client.get("/desk/").status_code == 200
    for key, age in (("seen_at", settings.STAFF_SESSION_IDLE), ("signed_in_at", settings.STAFF_SESSION_AGE)):
        client.force_login(omar)
        client.get("/desk/")
        session = client.session
        session[key] = time.time() - age - 1
        session.save()
        assert client.get("/desk/").url == f"{LOGIN}?next=%2Fdesk%2F"
        assert not get_user(client).is_authenticated


@pytest.mark.parametrize("page", ["totp/activate/", "recovery-codes/generate/", "webauthn/add/"])
def test_delicate_pages_ask_for_a_fresh_proof(client, ayesha, sign_in, page):
    sign_in(ayesha.phone)
    assert client.get(INDEX + page).status_code in (200, 302)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 601
    session.save()
    assert client.get(INDEX + page).url.startswith("/en/accounts/reauthenticate/?next=")


def test_fresh_proof_by_password_and_by_code(client, ayesha, newest_code):
    for given in ({"password": PASSWORD, "way": "password"}, {"way": "code"}):
        client.force_login(ayesha)
        assert client.get(SET_UP).status_code == 302
        answer = client.post("/en/accounts/reauthenticate/", given | {"next": SET_UP})
        if answer.url == CODE:
            answer = client.post(CODE, {"code": newest_code(ayesha.phone)})
        assert (answer.url, client.get(SET_UP).status_code) == (SET_UP, 200)
        client.logout()


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
@pytest.mark.parametrize(
    "page",
    [
        "",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "sessions/",
        "password/",
        "contact/phone/",
        "contact/email/",
        "logout/",
    ],
)
def test_every_own_page_stands_in_our_shell(client, ayesha, sign_in, language, page):
    sign_in(ayesha.phone)
    answer = client.get(f"/{language}/accounts/{page}")
    text = answer.content.decode()
    assert (answer.status_code, text.count("<h1>"), 'id="main"' in text) == (200, 1, True)


def test_pages_of_somebody_who_has_a_factor(client, secured, sign_in):
    sign_in(secured.email)
    assert client.get(ASK).status_code == 200
    client.post(ASK, {"code": totp()})
    for page in ("", "totp/deactivate/", "recovery-codes/generate/", "reauthenticate/"):
        assert client.get(INDEX + page).status_code == 200
    client.post(f"{INDEX}recovery-codes/generate/")
    assert client.get(f"{INDEX}recovery-codes/").status_code == 200
    assert client.get(f"{INDEX}recovery-codes/download/").status_code == 200


def test_a_lost_factor_is_reset_from_the_shell(client, secured, sign_in):
    sign_in(secured.email)
    client.post(ASK, {"code": totp()})
    said = StringIO()
    call_command("reset_second_factor", secured.email, stdout=said)
    assert ("Done: 1 removed" in said.getvalue(), Authenticator.objects.count(), UserSession.objects.count()) == (True, 0, 0)
    assert not get_user(client).is_authenticated
    assert Entry.objects.get(kind="person.reset_second_factor").subject_ref == secured.public_id
    assert Message.objects.filter(recipient=secured, template="account_second_factor_reset").count() == 2


def test_sign_out_everywhere_else(client, ayesha, sign_in):
    other = Client()
    other.post(LOGIN, {"login": ayesha.phone, "password": PASSWORD, "way": "password"})
    sign_in(ayesha.phone)
    assert UserSession.objects.count() == 2
    client.post("/en/accounts/sessions/")
    assert (get_user(client), get_user(other).is_authenticated) == (ayesha, False)


def test_a_new_password_ends_the_other_sessions(client, ayesha, sign_in):
    other = Client()
    other.post(LOGIN, {"login": ayesha.phone, "password": PASSWORD, "way": "password"})
    sign_in(ayesha.phone)
    client.post("/en/accounts/password/", {"password": "an even longer secret than before"})
    assert (get_user(client), get_user(other).is_authenticated) == (ayesha, False)
    assert Message.objects.filter(template="account_password_changed").count() == 2


@pytest.mark.parametrize("junk", ["", "{}", "[]", "x", '{"id": 1}', '{"rawId":"a","response":{}}', "null", "1" * 10_000])
def test_made_up_passkeys_get_an_answer(client, ayesha, sign_in, junk):
    assert client.post(f"{INDEX}webauthn/login/", {"credential": junk}).status_code in (200, 302)
    sign_in(ayesha.phone)
    client.get(f"{INDEX}webauthn/add/")
    assert client.post(f"{INDEX}webauthn/add/", {"credential": junk, "name": "x" * 10_000}).status_code in (200, 302)
    assert not Authenticator.objects.exists()


def test_a_locked_person_is_out_at_once(client, ayesha, sign_in):
    sign_in(ayesha.phone)
    people.set_active(ayesha, False, by=None)
    assert client.get("/en/accounts/").url.startswith(LOGIN)
