"""The employer's view holds allowed keys only; canaries of identity never come through."""

import json
from datetime import date

import pytest

from applications.models import Snapshot
from applications.presentation import HIDDEN, KEYS, anonymous, without_contacts
from tests.applications.factories import ApplicationFactory, proven_profile
from tests.candidates.factories import ExperienceFactory

NAMES = {"full_name": "Zarqa Canary Wren", "passport_name": "ZARQA CANARY PASSERINE", "name_katakana": "ザルカ・カナリー"}
NUMBERS = {"cnic": "3520299988877", "passport_number": "ZX9998887"}
LEAKS = (
    "I am Zarqa, call 0300-9998887 or +92 300 999 8887 or ۰۳۰۰۹۹۹۸۸۸۷, zarqa.canary@example.org, CNIC 35202-9998887-7, "
    "passport ZX9998887, https://linkedin.com/in/zarqa-canary, telegram @zarqa_canary"
)


@pytest.fixture
def leaky(bilal, opening):
    """A person who writes name and contact everywhere."""
    bilal.full_name, bilal.email, bilal.phone = "Zarqa Canary Wren", "zarqa.canary@example.org", "+923009998887"
    bilal.save()
    person = proven_profile(bilal, about=LEAKS, skills=["Go", "zarqa.canary@example.org"], **NAMES, **NUMBERS)
    ExperienceFactory(profile=person, title=f"Dev {LEAKS[:100]}", company="Wren Canary Ltd", duties=LEAKS, started_on=date(2021, 6, 1))
    return ApplicationFactory(
        candidate=person, vacancy=opening, state="presented", motivation=LEAKS, summary_ja=f"{LEAKS}。Zarqaさんは優秀です"
    )


def canaries(application):
    person = application.candidate
    words = {word for name in [*NAMES.values(), person.user.full_name] for word in name.replace("・", " ").split()}
    numbers = {
        "9998887",
        "3520299988877",
        "35202-9998887",
        "۹۹۹۸۸۸۷",
        "zarqa",
        "linkedin",
        "example.org/in",
        person.birth_date.isoformat(),
        "1998",
    }
    return words | numbers | {"example.org", "1998-04-02", "2016", "2020", "Wren Canary Ltd"}


def test_only_allowed_keys_and_no_canary(leaky):
    seen = anonymous(leaky)
    assert tuple(seen) == KEYS
    text = json.dumps(seen, ensure_ascii=False, default=str)
    assert [word for word in canaries(leaky) if word.lower() in text.lower()] == []
    assert "さんは優秀です" in text
    assert "University of the Punjab" in text


def test_a_new_key_in_the_snapshot_does_not_come_through(opening, bilal):
    application = ApplicationFactory(candidate=proven_profile(bilal), vacancy=opening, state="presented")
    content = Snapshot.objects.get(application=application).content
    content["profile"]["gender"] = content["educations"][0]["father"] = content["tests"][0]["file_name"] = "CANARY"
    Snapshot.objects.create(application=application, version=99, content=content)
    assert "CANARY" not in json.dumps(anonymous(application), default=str)


def test_the_employers_pages_show_no_canary(leaky, client, sato):
    client.force_login(sato)
    base = f"/en/employer/candidates/{leaky.public_id}/"
    for url in ("/en/employer/candidates/", base, *(f"{base}{name}/" for name in ("invite", "offer", "not-select"))):
        page = client.get(url)
        assert page.status_code == 200, url
        found = [word for word in canaries(leaky) - {"example.org", "2016", "2020"} if word.lower() in page.text.lower()]
        assert found == [], url


@pytest.mark.parametrize(
    "text", ["5 years of Go 1.21", "2019-2021 at a bank", "JLPT N2, 120 of 180", "Python 3.11, PostgreSQL 15", "C++ and C#"]
)
def test_honest_words_stay(text):
    assert without_contacts(text, ["Ayesha Khan", "Ayesha"]) == text


def test_names_are_hidden_as_words_only():
    assert without_contacts("Khan built Khanate for AYESHA", ["Khan", "Ayesha"]) == f"{HIDDEN} built Khanate for {HIDDEN}"
