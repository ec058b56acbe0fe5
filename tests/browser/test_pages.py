"""Every page of the portal in three languages: for everybody's eyes and fingers, mirrored, narrow, quiet, light and translated."""

import re
from functools import cache
from typing import Any

import pypdfium2
import pytest

from tests.browser import measures
from tests.browser.conftest import LANGUAGES, Visitors, sign_in

Address = str | tuple[str, str]  # a path, or a page and the link on it that leads there
JOB, CASE = ("/jobs/", "ul.jobs a"), "table.queue tbody th a"
GROUPS = {"application": "todo", "evidence": "todo", "vacancy": "todo", "demand": "waiting"}
PAGES: dict[str, list[Address]] = {
    "public": [
        "/", "/jobs/", "/jobs/?q=zzzz", JOB, "/help/", "/fees/", "/privacy/", "/accessibility/", "/styleguide/", "/check/",
        "/hiring/", "/help/ask/", "/accounts/login/", "/accounts/signup/", "/accounts/signup/employer/",
    ],
    "candidate": [
        "/me/", "/me/profile/", "/me/profile/names/", "/me/profile/cnic/", "/me/profile/birth/", "/me/profile/contact/",
        "/me/profile/wishes/", "/me/profile/links/", "/me/profile/cv/", "/me/profile/skills/", "/me/profile/educations/",
        "/me/profile/educations/new/", "/me/profile/experiences/", "/me/profile/experiences/new/", "/me/profile/languages/",
        "/me/profile/languages/new/", "/me/profile/tests/new/", "/me/profile/prefectures/", "/me/profile/points/", "/me/profile/resume/",
        "/me/documents/new/passport/", "/me/training/", "/me/data/", "/me/data/looked/", "/me/data/consents/", "/accounts/ways/",
        "/me/documents/", "/me/documents/new/cnic/", "/me/applications/", ("/me/applications/", "main ul.jobs a"), "/jobs/", JOB, "/inbox/",
        "/accounts/", "/accounts/2fa/",
    ],
    "employer": [
        "/employer/", "/employer/company/", "/employer/company/edit/", "/employer/company/terms/", "/employer/company/workplaces/",
        "/employer/company/workplaces/new/", "/employer/vacancies/", "/employer/vacancies/new/",
        ("/employer/vacancies/", "a[href$='/copy/']"),
        ("/employer/vacancies/?state=published", "main table a"), "/employer/candidates/shortlists/", "/employer/numbers/",
        ("/employer/vacancies/", "main table a"), ("/employer/vacancies/?state=draft", "main table a"), "/employer/letters/",
        ("/employer/letters/", "main table a"), "/employer/letters/new/", "/employer/candidates/",
        ("/employer/candidates/", "main ul.jobs a"), "/inbox/", "/accounts/", "/accounts/colleagues/",
    ],
    "oec_officer": [
        "/desk/", "/desk/counter/", "/desk/counter/new/", "/desk/register/imports/", "/desk/register/claims/", "/desk/questions/",
        "/desk/programmes/", ("/desk/programmes/?state=running", "main table a"),
        "/desk/duplicates/", ("/desk/duplicates/", "main table a"),
        *(f"/desk/queue/{kind}/" for kind in ("application", "evidence", "vacancy", "employer", "demand", "offer")),
        *((f"/desk/queue/{kind}/?group={group}", CASE) for kind, group in GROUPS.items()),
        "/inbox/",
    ],
    "inter_ses": [
        "/desk/", "/desk/leads/", "/desk/leads/board/", "/desk/leads/new/", "/desk/companies/", "/desk/talent/",
        "/desk/team/", "/desk/figures/",
        *((f"/desk/queue/{kind}/", CASE) for kind in ("application", "vacancy")),
    ],
    "stock": [f"/desk/{name}/" for name in ("jobs/vacancy", "jobs/employer", "candidates/profile", "applications/application")],
}  # fmt: skip
TURNED = "ur"  # axe and the mirror, which cost most, look at the pages in one language: the blocks are the same in the others
NOTHING = {"status": 0, "axe": [], "unmirrored": [], "english": [], "language": "", "sideways": 0, "console": []}
DESK = ("oec_officer", "inter_ses", "stock")
HEADER = (" in #user-tools", " in #logout-form")  # drawn by Django from a sheet of its own per direction (rtl.css)
LISTS = (
    "changelist-form",
    "changelist-filter",
    "changelist-filter-header",
    "changelist-filter-extra-actions",
    "changelist-search",
    "searchbar",
)
STOCK = (*HEADER, *(f" in #{name}" for name in LISTS))
NAMES = re.compile(r"^English$|AYESHA|OEC|Inter-SES|JLPT|GitHub|Safeer|Ltd\.|Inc\.|K\.K\.|JSON Resume|Corporation|Embassy|University|@")


def path_in(language: str, path: str) -> str:
    return path if path.startswith("/desk") else f"/{language}{path}"


@pytest.fixture(scope="module")
def looked_at(browser, portal):
    """looked_at(role, language): what was found on each page of the role, visited once."""
    visitors = Visitors(browser, portal)

    @cache
    def cookies(role: str) -> list[dict[str, Any]]:
        page = visitors.open("en")
        sign_in(page, portal.person("oec_officer" if role == "stock" else role))
        return page.context.cookies()

    @cache
    def found(role: str, language: str) -> list[dict[str, Any]]:
        context = visitors.context(language, width=1366 if role in DESK else 320)
        if role != "public":
            context.add_cookies(cookies(role))
        page = visitors.watch(context.new_page())
        page.goto(f"/{language}/help/")  # the desk speaks the language of the last page
        rows = [look(page, language, address, visitors) for address in PAGES[role]]
        context.close()
        return rows

    yield found
    for context in visitors.contexts:
        context.close()


def look(page: Any, language: str, address: Address, visitors: Visitors) -> dict[str, Any]:
    """One page: where it is and all that is wrong with it."""
    visitors.errors.clear()
    path, link = address if isinstance(address, tuple) else (address, "")
    answer = page.goto(path_in(language, path))
    if link and not page.locator(link).count():
        return NOTHING | {"page": f"{path} has no {link}"}
    if link:
        answer = page.goto(page.locator(link).first.get_attribute("href"))
    row = {"page": re.sub(r"[0-9a-f-]{36}", "…", page.url), "status": answer.status}
    if language == TURNED:
        row |= {"axe": measures.violations(page), "unmirrored": measures.unmirrored(page)}
    row |= {"english": measures.left_in_english(page, language)}
    row |= {"language": page.locator("html").get_attribute("lang"), "sideways": narrow(page), "console": list(visitors.errors)}
    return row


def narrow(page: Any) -> int:
    """Sideways scroll in a window of 320 pixels."""
    before = page.viewport_size
    if before["width"] == 320:
        return measures.sideways(page)
    page.set_viewport_size({"width": 320, "height": 740})
    pixels = measures.sideways(page)
    page.set_viewport_size(before)
    return pixels


def every() -> Any:
    return pytest.mark.parametrize(("role", "language"), [(role, language) for role in PAGES for language in LANGUAGES])


@every()
def test_pages_open_in_their_language_without_a_word_in_the_console(looked_at, role, language):
    rows = looked_at(role, language)
    wrong = [(row["page"], row["status"], row["language"], row["console"]) for row in rows]
    assert [one for one in wrong if one[1:] != (200, language, [])] == []


@pytest.mark.parametrize("role", PAGES)
def test_axe_finds_nothing(looked_at, role):
    assert [(row["page"], row["axe"]) for row in looked_at(role, TURNED) if row["axe"]] == []


@pytest.mark.parametrize("role", PAGES)
def test_every_block_mirrors(looked_at, role):
    allowed = STOCK if role == "stock" else HEADER if role in DESK else ()
    rows = [(row["page"], [block for block in row["unmirrored"] if not block.endswith(allowed)]) for row in looked_at(role, TURNED)]
    assert [row for row in rows if row[1]] == []


@every()
def test_nothing_scrolls_sideways_at_320_pixels(looked_at, role, language):
    assert [(row["page"], row["sideways"]) for row in looked_at(role, language) if row["sideways"] > 0] == []


@pytest.mark.parametrize("language", ["ur", "ja"])
@pytest.mark.parametrize("role", [role for role in PAGES if role != "stock"])
def test_no_english_is_left(looked_at, role, language):
    rows = [(row["page"], [words for words in row["english"] if not NAMES.search(words)]) for row in looked_at(role, language)]
    assert [row for row in rows if row[1]] == []


FIELDS = "main .f :is(input[type=text], input[type=search], input[type=number], select)"
ROOM = """all => all.map(e => { const s = getComputedStyle(e);
  return [e.localName, s.paddingTop, parseFloat(s.lineHeight) / parseFloat(s.fontSize)]; })"""


def test_nastaliq_keeps_its_high_strokes_in_a_field(open_page):
    """A browser cuts what stands over the line of a field: a kaf read as a lam there."""
    page = open_page("ur")
    page.goto("/ur/jobs/")
    rows = page.eval_on_selector_all(FIELDS, ROOM)
    assert {name for name, _padding, _line in rows} >= {"input", "select"}
    assert [row for row in rows if row[1] != "0px" or (row[0] == "input" and row[2] < 2.5)] == []


@pytest.fixture
def desk(open_page, portal):
    page = open_page("en", width=1280)
    sign_in(page, portal.person("oec_supervisor"))
    return page


def test_the_bar_under_a_queue_is_two_rows_at_most(desk):
    for queue in ("application", "evidence"):
        desk.goto(f"/desk/queue/{queue}/")
        assert 0 < desk.locator("#ticked").bounding_box()["height"] <= 110, queue


def test_a_receipt_prints_one_sheet_for_each_language(desk):
    desk.goto("/desk/counter/")
    desk.fill("[name=who]", "C-D000-0002")
    desk.get_by_role("button", name="Find").click()
    desk.goto(desk.locator("#content .check a[href*='/desk/counter/']:not([href$='/new/'])").first.get_attribute("href") + "receipt/")
    sheets = pypdfium2.PdfDocument(desk.pdf(prefer_css_page_size=True))
    assert len(sheets) == desk.locator(".receipt").count() > 0
    assert all(page.get_textpage().get_text_range().strip() for page in sheets)


# ── weight and speed ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_job_list_is_light(open_page, language):
    page = open_page(language)
    first = measures.weigh(page, f"/{language}/jobs/")
    again = measures.weigh(page, f"/{language}/jobs/")
    assert (first <= 25 * 1024, again <= 10 * 1024) == (True, True), f"first {first}, again {again} bytes"


@pytest.mark.parametrize("path", ["/", "/jobs/"])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_largest_paint_comes_within_two_and_a_half_seconds_on_a_slow_line(open_page, language, path):
    page = open_page(language)
    painted = measures.paint_slowly(page, f"/{language}{path}")
    assert 0 < painted["lcp"] < 2500, painted
    assert painted["cls"] < 0.01, painted
