"""The own account: name, language, phone, e-mail."""

import pytest

from accounts.models import User
from notifications.models import Message
from tests.accounts.conftest import CODE


def test_name_and_language(client, ayesha):
    client.force_login(ayesha)
    assert client.post("/en/accounts/", {"full_name": "Ayesha K.", "language": "ja"}).url == "/ja/accounts/"
    ayesha.refresh_from_db()
    assert (ayesha.full_name, ayesha.language) == ("Ayesha K.", "ja")


@pytest.mark.parametrize(
    "change", [{"full_name": ""}, {"language": "xx"}, {"full_name": "x" * 10_000}, {"role": "operator", "full_name": ""}]
)
def test_bad_input_changes_nothing(client, ayesha, change):
    client.force_login(ayesha)
    assert client.post("/en/accounts/", {"full_name": "A B", "language": "en"} | change).status_code == 200
    assert (User.objects.get(pk=ayesha.pk).full_name, User.objects.get(pk=ayesha.pk).role) == ("Ayesha Khan", "candidate")


def test_a_new_email_counts_after_its_code_and_the_old_one_is_told(client, ayesha, sign_in, newest_code):
    sign_in(ayesha.phone)
    assert client.post("/en/accounts/contact/email/", {"contact": "New@Example.org"}).url == CODE
    assert User.objects.get(pk=ayesha.pk).email == "ayesha@example.org"
    client.post(CODE, {"code": newest_code("new@example.org")})
    assert User.objects.get(pk=ayesha.pk).email == "new@example.org"
    assert Message.objects.filter(template="account_contact_changed", address="ayesha@example.org").count() == 1


def test_somebody_elses_email_is_refused_only_after_its_code(client, ayesha, bilal, sign_in, newest_code):
    sign_in(ayesha.phone)
    assert client.post("/en/accounts/contact/email/", {"contact": bilal.email}).url == CODE
    assert client.post(CODE, {"code": newest_code(bilal.email)}).url == "/en/accounts/contact/email/"
    assert User.objects.get(pk=ayesha.pk).email == "ayesha@example.org"


def test_a_new_phone(client, sato, sign_in, newest_code):
    sign_in(sato.email)
    client.post("/ja/accounts/contact/phone/", {"contact": "090-1234-5678"})
    client.post(CODE, {"code": newest_code("+819012345678")})
    sato.refresh_from_db()
    assert (sato.phone, sato.phone_verified) == ("+819012345678", True)


def test_no_third_kind_of_contact(client, ayesha, sign_in):
    sign_in(ayesha.phone)
    assert client.get("/en/accounts/contact/fax/").status_code == 404
