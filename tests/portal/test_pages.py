import re
from urllib.parse import urlencode

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from portal import urls

pytestmark = pytest.mark.django_db
PUBLIC = ["", "help/", "help/ask/", "help/answer/", "report/", "fees/", "privacy/", "accessibility/", "styleguide/"]
STRICT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


@login_not_required
def breaks(request):
    raise ValueError("a secret in the message")


@login_not_required
def without_database(request):
    raise OperationalError("could not connect")


@login_not_required
def form_only(request):
    return HttpResponse("done")


@login_not_required
def reads_form(request):
    return HttpResponse(str(len(request.POST)))


urlpatterns = [
    path("reads/", reads_form),
    path("breaks/", breaks),
    path("away/", without_database),
    path("form/", form_only),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("sent", [{"text": "あ" * 900_000}, {f"n{n}": "x" for n in range(1001)}])
@pytest.mark.parametrize("form", ["multipart", "urlencoded"])
def test_too_much_at_once_is_said_in_three_languages(client, sent, form):
    body = {"data": sent} if form == "multipart" else {"data": urlencode(sent), "content_type": "application/x-www-form-urlencoded"}
    response = client.post("/reads/", **body)
    assert response.status_code == 413
    for words in ("Nothing was saved", "کچھ بھی محفوظ نہیں ہوا", "何も保存されず"):
        assert words in response.text
    assert client.post("/reads/", {"text": "あ" * 400_000}).text == "1"


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
@pytest.mark.parametrize("page", PUBLIC)
def test_public_pages_open_in_their_language_with_one_heading(client, language, page):
    response = client.get(f"/{language}/{page}")
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert f'dir="{"rtl" if language == "ur" else "ltr"}"' in response.text
    assert len(re.findall("<h1", response.text)) == 1


def test_language_links_keep_the_page_and_the_query(client):
    links = re.findall(r'<a href="([^"]+)" lang="(\w+)" hreflang="\w+"( aria-current="true")?', client.get("/ur/help/?q=a%20b").text)
    assert links == [("/en/help/?q=a%20b", "en", ""), ("/ur/help/?q=a%20b", "ur", ' aria-current="true"'), ("/ja/help/?q=a%20b", "ja", "")]


def test_root_follows_the_cookie_then_the_browser(client):
    assert client.get("/", headers={"accept-language": "ja,en;q=0.5"}).url == "/ja/"
    assert client.get("/", headers={"accept-language": "fr"}).url == "/en/"
    client.get("/ur/help/")
    assert client.get("/", headers={"accept-language": "ja"}).url == "/ur/"


@pytest.mark.parametrize(
    ("wish", "url"), [("/desk/", "/desk/"), ("https://evil.example/", "/ur/"), ("//evil.example", "/ur/"), ("", "/ur/")]
)
def test_language_switch_remembers_and_never_leaves_the_site(client, wish, url):
    response = client.get("/language/ur/", {"next": wish})
    assert response.url == url
    assert response.cookies["language"].value == "ur"
    assert client.get("/language/xx/").status_code == 404


def test_home_says_that_applying_is_free_and_how_to_check_a_job(client):
    html = client.get("/en/").text
    assert "Applying is free" in html
    assert "OEC never charges" not in html
    assert "Check a job, a letter or an SMS" in html
    assert len(re.findall("<li><h3>", html)) == 4


def test_fees_are_dated_and_what_is_unknown_is_said(client):
    html = client.get("/en/fees/").text
    assert "Not confirmed yet" in html
    assert re.search(
        r"State Life insurance premium</th><td>you, to a bank or office</td><td><bdi[^>]*>Rs\s2,500</bdi> <small><bdi[^>]*>2024-12", html
    )


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/en/nowhere/", 404, "ページが見つかりません"),
        ("/breaks/", 500, "ہماری طرف سے کوئی خرابی"),
        ("/away/", 503, "ただいまメンテナンス中です"),
    ],
)
@pytest.mark.urls(__name__)
def test_error_pages_speak_three_languages_without_the_database(settings, django_assert_num_queries, address, status, words):
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = client.get(address)
    assert response.status_code == status
    assert words in response.text
    assert settings.HELPLINE in response.text
    assert 'lang="ur" dir="rtl"' in response.text
    assert "secret" not in response.text


@pytest.mark.urls(__name__)
def test_a_form_without_csrf_token_is_told_what_to_do(client):
    response = Client(enforce_csrf_checks=True).post("/form/", {"a": 1})
    assert response.status_code == 403
    assert "Send the form again" in response.text


@pytest.mark.parametrize("address", ["/en/", "/", "/en/nowhere/", "/breaks/", "/away/", "/static/page.js", "/desk/", "/healthz"])
@pytest.mark.urls(__name__)
def test_every_answer_carries_the_strict_headers(address):
    response = Client(raise_request_exception=False).get(address)
    assert {name: response.headers.get(name) for name in STRICT} == STRICT
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "Content-Security-Policy" in response.headers


def test_nothing_may_keep_what_a_signed_in_person_sees(client):
    assert "no-store" not in client.get("/en/").headers.get("Cache-Control", "")
    client.cookies["session"] = "some-session"
    assert client.get("/en/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("question", ["q=%00", "district=a%00b", "all=1&o=%00"])
def test_a_list_for_looking_up_ignores_what_no_text_can_hold(client, reference, amna, question):
    client.force_login(amna)
    answer = client.get(f"/desk/candidates/profile/?{question}", follow=True)
    assert (answer.status_code, answer.redirect_chain[0][0]) == (200, "/desk/candidates/profile/?e=1")
