"""A new candidate in Urdu, on 360 pixels, without JavaScript: from the phone to the withdrawal and the own data, over a bad link."""

import io
import json
import re
import time
import zipfile
from datetime import date
from typing import Any

import pytest

from tests.browser.person import Person
from tests.browser.test_story import SCRIPT, URDU, digits, photo
from tests.browser.visit import NAMES, SEND, Count, Visit, free_job, signed_up

DEGREE = {"level": "BS", "subject": "Computer Science", "institution": "University of the Punjab", "started_year": "2014"}
PASSED = {"taken_on": date(2025, 7, 6), "is_passed": True}
RESULTS = (("languages", "jlpt N4"), ("tests", "ssw nursing_care"), ("tests", "nursing_ja"))
STEPS = ["application.start", "application.submit", "application.withdraw"]


@pytest.fixture(scope="module")
def officer(visitors, portal) -> Person:
    return Person(visitors.open("en", width=1366), portal, "en").sign_in("oec_officer")


@pytest.fixture(scope="module")
def candidate(visitors, portal) -> Visit:
    """Signed up by phone; a complete profile, written over a link that breaks twice; three documents."""
    one = signed_up(visitors, portal, "ur", False)
    one.cnic = f"35202{digits(8)}"
    written(one, "names")
    written(one, "cnic", cnic=one.cnic.translate(URDU))
    written(one, "birth", birth_date=date(1996, 4, 17))
    one.go("/me/profile/educations/new/")
    one.fill(**DEGREE, finished_year="2018")
    answer_is_lost(one)
    for name, test in RESULTS:
        written(one, f"{name}/new", test=test, **PASSED, **({"score": "110"} if name == "languages" else {}))
    one.go("/me/profile/words/")
    one.fill(skills="Go، PostgreSQL")
    question_is_lost(one)
    for name in ("educations", "experiences", "languages", "tests"):
        one.go(f"/me/profile/{name}/")
        one.send("form[action$='/complete/'] .btn")
    for kind in ("cnic", "cnic-back", "degree"):
        one.go(f"/me/documents/new/{kind}/")
        one.fill(file=photo(kind)).send()
    return one


def written(one: Visit, name: str, **values: Any) -> None:
    one.go(f"/me/profile/{name}/")
    one.fill(**values).send()


def answer_is_lost(one: Visit) -> None:
    """The portal took the page, but its answer never came; the browser sends the same again."""
    kept = []

    def cut(route: Any) -> None:
        if route.request.method != "POST" or kept:
            route.continue_()
            return
        kept.append(route.fetch(max_redirects=0).status)
        route.abort("connectionreset")

    one.page.route("**/educations/new/", cut)
    one.page.locator(SEND).first.click()
    one.page.wait_for_url(re.compile("^chrome-error:"))
    one.page.unroute("**/educations/new/")
    one.page.reload()
    assert kept == [302]
    assert one.page.url.endswith("/me/profile/educations/")
    assert one.page.locator("main ul.check li").count() == 1


def question_is_lost(one: Visit) -> None:
    """The page never reached the portal; on another day everything saved before is there, and this page is asked again."""
    one.page.context.set_offline(True)
    one.page.locator(SEND).first.click()
    one.page.wait_for_url(re.compile("^chrome-error:"))
    one.page.context.set_offline(False)
    one.go("/me/profile/educations/")
    assert one.page.locator("main ul.check li").count() == 1
    written(one, "words", skills="Go، PostgreSQL")


def checked(one: Visit, officer: Person) -> None:
    """OEC looks at the degree and finds it right."""
    one.go("/me/")
    one.number = re.search(r"C-\w{4}-\w{4}", one.text).group()
    for _paper in ("cnic", "cnic-back", "degree"):
        officer.open_case("evidence", one.number)
        officer.fill("form[action$='/verify/']", how="original").send("form[action$='/verify/'] button.linkish:not([name])")


def answers(one: Visit, path: str) -> list[dict[str, str]]:
    """What a job asks, whether it is met (colour), and the next step; its first route says yes or nearly."""
    assert one.go(path) == 200
    first = one.page.locator("main h3 + p .tag").first.get_attribute("class")
    assert {"ok", "info"} & set(first.split()), f"neither yes nor nearly: {first}"
    rows = one.page.locator("main ul.check li:has(.tag)")
    script = """rows => rows.map(row => ({colour: row.querySelector('.tag').className, asked: row.querySelector('b').textContent,
        step: row.querySelector('p') ? row.querySelector('p').textContent : ''}))"""
    return rows.evaluate_all(script)


@pytest.fixture(scope="module")
def applied(candidate, officer) -> Visit:
    """Has applied for an IT job, after OEC checked the documents; an officer has looked at the application."""
    checked(candidate, officer)
    candidate.job = free_job(candidate)
    candidate.start(candidate.job).tap("a.btn[href*='/applications/new/']").tap(SEND)
    candidate.give(partners=True, present=True).press()
    candidate.applying = candidate.count
    candidate.reference = candidate.page.locator(".note.ok .ref").inner_text()
    candidate.path = re.search(r"/applications/[^/]+/", candidate.page.url).group()
    officer.open_case("application", candidate.reference)
    return candidate


def test_a_link_that_breaks_loses_nothing_and_doubles_nothing(candidate):
    candidate.go("/me/documents/")
    assert candidate.page.locator("main a[href$='/file/']").count() == 3
    candidate.go("/me/profile/")
    assert candidate.page.locator("ul.tasks").count() == 3
    assert int(candidate.page.locator("progress.meter").get_attribute("value")) >= 7
    assert candidate.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_it_and_an_ssw_job_say_why(applied):
    """The checked degree counts for the IT job; what was only said does not count for the care job, and each has a next step."""
    it, care = answers(applied, applied.job), answers(applied, care_job(applied))
    assert [row for row in it if "ok" in row["colour"]]
    assert [row for row in care if "ok" not in row["colour"]]
    for row in it + care:
        assert SCRIPT["ur"].search(row["asked"]), row
        assert "ok" in row["colour"] or SCRIPT["ur"].search(row["step"]), row


def care_job(one: Visit) -> str:
    one.go("/jobs/?field=nursing_care")
    return one.page.locator("ul.jobs a").first.get_attribute("href").removeprefix("/ur")


def test_a_first_application_takes_four_pages_and_five_taps(applied):
    assert applied.applying.within(pages=4, taps=5), applied.applying
    assert applied.applying != Count(0, 0)


def test_who_has_it_and_until_when_then_it_is_withdrawn(applied):
    applied.go(f"/me{applied.path}")
    holder = applied.page.locator("h2 + dl.kv dd")
    assert SCRIPT["ur"].search(holder.nth(0).inner_text()) or "OEC" in holder.nth(0).inner_text()
    assert applied.page.locator("dl.kv dd time").count() == 2
    applied.start().tap("a[href$='/steps/withdraw/']").press()
    assert applied.count.within(pages=2, taps=3), applied.count
    assert applied.page.locator("a[href$='/steps/restore/']").count() == 1
    assert not applied.page.locator("h2 + dl.kv dd time").count()


# ── the own data ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def parcel(applied) -> zipfile.ZipFile:
    """The copy of everything, as it was downloaded."""
    applied.go("/me/data/copy/")
    applied.send("main form .btn")
    end = time.monotonic() + 40
    while not applied.page.locator("a[href$='/copy/file/']").count():
        assert time.monotonic() < end, applied.text[:800]
        applied.go("/me/data/copy/")
    with applied.page.expect_download() as got:
        applied.page.locator("a[href$='/copy/file/']").click()
    return zipfile.ZipFile(io.BytesIO(got.value.path().read_bytes()))


@pytest.fixture(scope="module")
def data(parcel) -> dict[str, Any]:
    return json.loads(parcel.read("data.json"))


def test_the_copy_holds_the_person_as_they_are(data, applied):
    profile = data["profile"]
    assert (profile["full_name"], profile["cnic"], profile["birth_date"]) == (NAMES["ur"], applied.cnic, "1996-04-17")
    assert [row["subject"] for row in data["educations"]] == ["Computer Science"]
    assert sorted(row["kind"] for row in data["tests"]) == ["jlpt", "nursing_ja", "ssw"]
    [application] = data["applications"]
    assert (application["reference"], application["state"]) == (applied.reference, "withdrawn")
    assert sorted(row["purpose"] for row in data["consents"]) == ["partners", "present"]
    steps = [row["step"] for row in data["history"] if row["step"] in STEPS]
    assert steps == STEPS


def test_the_copy_holds_the_three_documents_as_pictures(parcel, data):
    assert sorted(row["kind"] for row in data["documents"]) == ["cnic", "cnic", "degree"]
    assert all(row["state"] == "verified" for row in data["documents"])
    pictures = [name for name in parcel.namelist() if name.endswith((".jpg", ".jpeg"))]
    assert len(pictures) == 3
    assert all(parcel.read(name).startswith(b"\xff\xd8") for name in pictures)


def test_the_list_of_who_looked_is_right(data, applied):
    """The officer stands in it with every case that was opened, nobody else does; the page says the same and the own download."""
    applied.go("/me/data/looked/")
    others = [row for row in data["who_looked"] if row["office"]]
    cases = {f"{applied.number} · CNIC", f"{applied.number} · Degree or certificate", applied.reference}
    assert {row["case"] for row in others} == cases, others
    assert {(row["who"], row["office"]) for row in others} == {("OEC officer", "Overseas Employment Corporation")}
    assert applied.page.locator("ul.jobs li.job").count() == len(others) + 1
    shown = applied.page.locator("ul.jobs li.job .ref").all_inner_texts()
    assert {ref.partition(" · ")[0] for ref in shown} == {applied.number, applied.reference}
    assert len(set(shown)) == len(cases)
    assert all(SCRIPT["ur"].search(title) for title in applied.page.locator("ul.jobs li.job h2").all_inner_texts())
