"""A new officer clears forty files by keyboard alone: a wrong birth date, one unreadable, one person twice, one withdrawn meanwhile."""

import re

import pytest

from tests.browser import measures
from tests.browser.conftest import sign_in
from tests.browser.visit import SEND, Visit, free_job

FILES = 40
BIRTH = re.compile(r"(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
CNIC = re.compile(r"\d{5}-\d{7}-\d")


def officer(visitors, portal) -> Visit:
    """The second officer, who turned the keys on."""
    person = [row for row in portal.people if row["role"] == "oec_officer"][1]
    one = Visit(visitors.open("en", width=1366), portal, "en", person["email"])
    sign_in(one.page, person)
    one.go("/desk/queue/evidence/")
    one.follow("form[action$='/evidence/next/'] button")
    if not one.page.locator("[data-keys]").is_checked():
        one.page.keyboard.press("r")
        assert one.page.locator("details[data-key=r]").get_attribute("open") is None, "keys do nothing before they are wanted"
    one.page.locator("[data-keys]").check()
    return one


def press(one: Visit, *keys: str) -> None:
    """Keys, the last of which sends."""
    for key in keys[:-1]:
        one.page.keyboard.press(key)
    with one.page.expect_navigation():
        one.page.keyboard.press(keys[-1])


def is_card(one: Visit) -> bool:
    return one.page.locator("details[data-read] input[name=cnic]").count() > 0


def read_the_card(one: Visit) -> None:
    """Type what stands on the card: day and month the other way round than the candidate typed them."""
    shown = one.page.locator(".casefacts").inner_text()
    day, month, year = BIRTH.search(shown).groups()
    one.page.keyboard.press("c")
    name = one.page.locator(".casefacts dt:has-text('Full name') + dd").first.inner_text()
    for typed in (CNIC.search(shown).group(), name, str(MONTHS.index(month) + 1), str(min(int(day), 12) % 12 + 1), year):
        one.page.keyboard.type(typed)
        one.page.keyboard.press("Tab")
    with one.page.expect_navigation():
        one.page.keyboard.press("Enter")


def test_forty_documents_by_keyboard_alone(visitors, portal):
    one = officer(visitors, portal)
    wrong = unreadable = accepted = 0
    for _file in range(FILES):
        if is_card(one) and not wrong:
            read_the_card(one)
            assert one.page.locator("tr.diff").count() >= 1, "the difference is marked"
            press(one, "r", "4", "s")
            wrong += 1
        elif not unreadable:
            press(one, "r", "1", "s")
            unreadable += 1
        else:
            press(one, "a", "1", "s")
            accepted += 1
        assert "/desk/case/evidence/" in one.page.url, one.text[:300]
    assert (wrong, unreadable, accepted) == (1, 1, FILES - 2)
    one.go("/desk/")
    assert one.page.locator("a[href*='/desk/case/evidence/']").count() >= 8, "the last ones can be opened again"


def at(one: Visit, selector: str) -> None:
    """The Tab key until this stands in focus."""
    for _press in range(80):
        one.page.keyboard.press("Tab")
        if one.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")


def test_a_person_with_two_files_is_compared_and_asked_about_by_keyboard_alone(visitors, portal):
    person = [row for row in portal.people if row["role"] == "oec_officer"][1]
    one = Visit(visitors.open("en", width=1366), portal, "en", person["email"])
    sign_in(one.page, person)
    one.go("/desk/duplicates/")
    for selector in ("tbody a[href*='/desk/duplicates/']", "a.btn[href*='/keep/']"):
        at(one, selector)
        press(one, "Enter")
    assert "/keep/" in one.page.url
    at(one, "main form input[name=ground]")
    one.page.keyboard.press("Space")
    at(one, "main form textarea[name=note]")
    one.page.keyboard.type("Both papers lay on the counter")
    at(one, "main form button")
    press(one, "Enter")
    assert "/desk/second/" in one.page.url, "it waits for a second signature"
    assert one.page.locator(".messagelist .success").count() == 1, one.text[:400]


# ── withdrawn meanwhile ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def applicant(visitors, portal) -> Visit:
    """Somebody who has just applied for a job."""
    one = Visit(visitors.open("en"), portal, "en", portal.person("candidate", "en")["email"])
    sign_in(one.page, portal.person("candidate", "en"))
    one.go(free_job(one))
    one.follow("a.btn[href*='/applications/new/']")
    one.follow(SEND)
    for box in one.page.locator("main [type=checkbox]").all():
        box.check()
    one.send()
    one.reference = one.page.locator(".note.ok .ref").inner_text()
    one.follow("main .btn[href*='/applications/']")
    return one


def given(visitors, portal, reference: str) -> None:
    """The supervisor gives this case to the officer."""
    lead = Visit(visitors.open("en", width=1366), portal, "en").sign_in("oec_supervisor")
    lead.go("/desk/queue/application/")
    row = lead.page.locator("table.queue tbody tr", has_text=reference)
    while not row.count():
        lead.follow("a[rel=next]")
    row.locator("[name=row]").check()
    lead.fill("#ticked", to=lead.page.locator("#give_to option", has_text="Rabia").get_attribute("value"))
    lead.follow("#ticked button:not([formaction])")
    assert "1 case was given" in lead.text


def test_an_application_withdrawn_meanwhile_loses_no_word_and_the_next_one_opens(visitors, portal, applicant):
    one = officer(visitors, portal)
    given(visitors, portal, applicant.reference)
    one.go("/desk/queue/application/?group=mine")
    at(one, "table.queue tbody button")
    press(one, "Enter")
    assert applicant.reference in one.page.locator("h1").inner_text()
    one.page.keyboard.press("r")
    at(one, "details[data-key=r] textarea")
    one.page.keyboard.type("Bring the marks sheet of the last year")
    applicant.follow("a[href$='/steps/withdraw/']")
    applicant.press()
    at(one, "details[data-key=r] button[name=next]")
    press(one, "Enter")
    assert one.page.evaluate("document.activeElement.id") == "error-summary"
    told = one.page.locator("#error-summary").inner_text()
    assert all(words in told for words in ("Your decision was not taken.", "Withdrawn", "Bring the marks sheet of the last year")), told
    assert measures.violations(one.page) == []
    press(one, "j")
    assert "/desk/case/application/" in one.page.url
    assert applicant.reference not in one.page.locator("h1").inner_text()
    assert "You opened this case just now." in one.text
    press(one, "k")
    assert applicant.reference in one.page.locator("h1").inner_text(), "and the one before can be looked at again"
