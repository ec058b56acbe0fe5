"""The main job as new users do it: in a browser, on real processes, each person in the own language and at the own width."""

import io
import random
import re
import string
from datetime import UTC, date, datetime, timedelta

import pytest
from PIL import Image, ImageDraw

from jobs.corporate_number import check_digit
from tests.browser.person import Person

TODAY = datetime.now(UTC).date()
PASSWORD = "富士山 and a long walk 42"
URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
SCRIPT = {"ur": re.compile(r"[\u0600-\u06ff]"), "ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")}
LETTERS = {
    "employer": ("employer_registered", "employer_verified", "demand_waiting", "demand_attested", "vacancy_vetted", "vacancy_published"),
    "inter_ses": ("employer_to_verify", "vacancy_to_vet"),
    "oec_officer": ("vacancy_to_publish",),
    "oec_supervisor": ("demand_to_confirm",),
}
SOON, LATER = TODAY + timedelta(days=40), TODAY + timedelta(days=200)
NAME = "عائشہ صدیقی"
WORK = {
    "title_ja": "バックエンド開発者", "duties_ja": "Goによるサービス開発", "requirements_ja": "Goの実務経験",
    "title_en": "Backend developer", "duties_en": "Build services in Go.", "requirements_en": "Some Go.", "title_ur": "بیک اینڈ ڈویلپر",
    "skill_1": "Go", "skill_1_level": "2", "skill_1_need": True, "skill_2": "PostgreSQL",
    "visa_routes": ["engineer"], "seats": "２", "duties_change_range": "変更なし",
}  # fmt: skip
TERMS = {
    "pay_unit": "month", "base_pay": "150000", "contract_kind": "indefinite", "starts_on": LATER, "is_dispatch": "False",
    "prefecture": "13", "workplace_address": "東京都千代田区丸の内1-1", "workplace_change_range": "変更なし", "smoking": "indoor_ban",
    "starts_at": "09:00", "ends_at": "18:00", "break_minutes": "60", "daily_hours": "8", "yearly_hours": "1920", "holidays": "土日祝",
    "annual_holidays": "125", "has_overtime": "True", "overtime_hours": "10", "probation_months": "3",
    **{f"insurance_{name}": "True" for name in ("health", "pension", "employment", "accident")},
}  # fmt: skip
SELECTION = {
    "question_1_ja": "Goで何を作りましたか。", "question_1_en": "What did you build?",
    "closes_on": SOON, "no_fee_declared": True, "equal_pay_declared": True,
}  # fmt: skip
NEXT, CHECK = "button[name=then][value=next]", "button[name=then][value=check]"


def digits(count: int) -> str:
    return "".join(random.choices(string.digits, k=count))


def photo(words: str) -> dict[str, object]:
    """A picture as a telephone makes it."""
    picture, into = Image.new("RGB", (1200, 760), "white"), io.BytesIO()
    ImageDraw.Draw(picture).text((90, 90), f"{words} {digits(8)}", fill="black", font_size=64)
    picture.save(into, "JPEG", quality=80)
    return {"name": f"{words}.jpg", "mimeType": "image/jpeg", "buffer": into.getvalue()}


def by_code(person: Person, after: int, *, wrong_first: bool = False) -> None:
    """Type the code that came; once a wrong one before it."""
    code = person.code(after)
    if wrong_first:
        person.fill(code=f"{(int(code) + 1) % 1_000_000:06}").send(is_refused=True)
    person.fill(code=code).send()


# ── the vacancy ───────────────────────────────────────────────────────────────────────────────────────


def at_the_desk(visitors, portal) -> dict[str, Person]:
    """Those who stand at the desk: Inter-SES in Japanese, OEC in English."""
    languages = {"inter_ses": "ja", "oec_officer": "en", "oec_supervisor": "en"}
    return {role: Person(visitors.open(language, width=1366), portal, language).sign_in(role) for role, language in languages.items()}


def registered(visitors, portal) -> Person:
    """A new employer: signed up by e-mail in Japanese, with a company that is registered and not verified yet."""
    person = Person(visitors.open("ja", width=1280), portal, "ja", f"sato{digits(8)}@story.example")
    after = len(portal.sent())
    person.go("/accounts/signup/employer/")
    person.fill(full_name="佐藤 花子", email=person.contact, password=PASSWORD).send()
    by_code(person, after)
    assert person.page.url.endswith("/ja/employer/register/")
    base = digits(12)
    person.company, number = f"Monogatari {digits(6)} K.K.", f"{check_digit(base)}{base}"
    names = {"name_ja": f"株式会社物語{digits(4)}", "name_en": person.company}
    person.fill(
        **names,
        prefecture="13",
        address="東京都千代田区1-1",
        industry="情報サービス業",
        employees="120",
        is_listed="False",
        paid_much_tax="False",
        filed_tax_report="True",
        declares_job_offers=True,
        declares_no_crime_ties=True,
    )
    person.fill(corporate_number=f"{check_digit(base) % 9 + 1}{base}").send(is_refused=True)
    person.fill(corporate_number=number).send()
    person.number = number
    return person


def written_vacancy(sato: Person) -> None:
    """Three pages; the pay is under the minimum wage of Tokyo once."""
    sato.go("/employer/vacancies/new/")
    sato.fill(**WORK).send(NEXT)
    sato.fill(**TERMS).send(NEXT)
    sato.fill(**SELECTION).send(CHECK, is_refused=True)
    low = sato.page.locator(".note.err a[href*='#'][href*='base_pay']")
    assert low.count() == 1, low.all_inner_texts()
    assert "円" in low.inner_text() or "¥" in low.inner_text()
    sato.follow(".note.err a")
    sato.fill(base_pay="320,000").send(CHECK)
    sato.send()
    sato.vacancy = re.search(r"J-\w{4}-\w{4}", sato.text).group()


def written_letter(sato: Person) -> None:
    sato.go("/employer/letters/new/")
    sato.page.locator("[name=vacancies]").first.check()
    sato.fill(seats="2").send()
    sato.send()


def published(sato: Person, desk: dict[str, Person]) -> str:
    """Verified, written, vetted and attested: a published vacancy of two seats; its number."""
    desk["inter_ses"].decide(
        "employer",
        sato.number,
        "verify",
        verified_how="法人番号公表サイトと電話で確認",
        verified_checks=["existence", "job_offers", "crime_ties"],
    )
    written_vacancy(sato)
    written_letter(sato)
    desk["inter_ses"].decide("vacancy", sato.vacancy, "vet")
    days = {"attested_on": TODAY - timedelta(days=3), "valid_until": TODAY + timedelta(days=100)}
    paper = {"number": f"PKT-{digits(6)}", "authority": "pk_embassy", "seats": "2", **days}
    desk["oec_officer"].decide("demand", sato.company, "enter_attestation", group="waiting", **paper)
    desk["oec_supervisor"].decide("demand", sato.company, "confirm_attestation")
    desk["oec_officer"].open_case("vacancy", sato.vacancy)
    desk["oec_officer"].page.locator("form[action$='/publish/'] [name=letter]").first.check()
    desk["oec_officer"].send("form[action$='/publish/'] button.linkish")
    return sato.vacancy


@pytest.fixture(scope="module")
def desk(visitors, portal) -> dict[str, Person]:
    return at_the_desk(visitors, portal)


@pytest.fixture(scope="module")
def sato(visitors, portal) -> Person:
    return registered(visitors, portal)


@pytest.fixture(scope="module")
def vacancy(sato, desk) -> str:
    return published(sato, desk)


def test_a_new_employer_gets_a_vacancy_published(vacancy, sato, desk, open_page):
    stranger = open_page("ur")
    stranger.goto("/ur/jobs/")
    stranger.locator("ul.jobs a").first.click()
    assert vacancy in stranger.locator("main").inner_text()
    for role, templates in LETTERS.items():
        for template in templates:
            assert SCRIPT["ja"].search(sato.got(template)["subject"]) if role == "employer" else desk[role].got(template)


# ── the application ───────────────────────────────────────────────────────────────────────────────────


def signed_up(person: Person) -> None:
    """By phone, with a code; a wrong one first."""
    after = len(person.portal.sent())
    person.go("/accounts/signup/")
    person.fill(contact=person.contact.replace("+92", "0").translate(URDU)).send()
    by_code(person, after, wrong_first=True)
    person.fill(full_name=NAME).send()
    assert person.page.url.endswith("/ur/me/")


def described(person: Person) -> None:
    """The profile pages that an application needs; digits as an Urdu keyboard types them."""
    person.cnic = f"35202{digits(8)}"
    person.go("/me/profile/names/")
    person.fill(full_name=NAME).send()
    person.go("/me/profile/cnic/")
    person.fill(cnic=person.cnic.translate(URDU)).send()
    person.go("/me/profile/birth/")
    person.fill(birth_date=date(1996, 4, 17)).send()
    person.go("/me/profile/educations/new/")
    person.fill(level="BS", subject="Computer Science", institution="University of the Punjab", started_year="2014".translate(URDU))
    person.fill(finished_year="2018").send()
    for name in ("experiences", "languages", "tests"):
        person.go(f"/me/profile/{name}/")
        person.send("form[action$='/complete/'] .btn")
    person.go("/me/profile/words/")
    person.fill(skills="Go، PostgreSQL").send()
    person.go("/me/profile/english/")
    person.fill(english_level="B2").send()


def brought(person: Person, desk: dict[str, Person]) -> None:
    """CNIC and degree, each checked by OEC against the original."""
    for kind in ("cnic", "degree"):
        person.go(f"/me/documents/new/{kind}/")
        person.fill(file=photo(kind)).send()
    person.go("/me/")
    person.reference = re.search(r"C-\w{4}-\w{4}", person.text).group()
    for _kind in ("cnic", "degree"):
        desk["oec_officer"].open_case("evidence", person.reference)
        assert desk["oec_officer"].page.locator(".docview img").first.evaluate("e => e.decode().then(() => e.naturalWidth)") > 300
        desk["oec_officer"].fill("form[action$='/verify/']", how="original").send("form[action$='/verify/'] button.linkish:not([name])")


def applied(person: Person, vacancy: str) -> None:
    """From the public list to the receipt."""
    person.go("/jobs/")
    person.follow("ul.jobs a")
    assert vacancy in person.text
    person.follow("a.btn[href*='/applications/new/']")
    person.send()
    person.fill(answer_1="ایک سروس جو بل بھیجتی ہے۔", motivation="میں جاپان میں بیک اینڈ پر کام کرنا چاہتی ہوں۔").send()
    person.send(is_refused=True)
    person.fill(partners=True, present=True).send()
    person.application = person.page.locator(".note.ok .ref").inner_text()
    person.path = re.search(r"/me(/applications/[^/]+/)", person.page.url).group(1)


def presented(sato: Person, person: Person, desk: dict[str, Person]) -> str:
    """The employer sees the person only once Inter-SES has presented them, and never who it is; the person's page."""
    place = person.path.replace("/applications/", "/employer/candidates/")
    desk["oec_officer"].decide("application", person.application, "endorse")
    assert sato.go(place) == 404
    desk["inter_ses"].decide("application", person.application, "present", summary_ja="Go言語を学び、英語で仕事ができます。")
    sato.go("/employer/candidates/")
    sato.follow(f"main a[href*='{place}']")
    assert person.reference in sato.text
    assert not [secret for secret in (NAME, person.cnic, person.contact, person.contact[3:]) if secret in sato.page.content()]
    return place


def offered(sato: Person, person: Person, desk: dict[str, Person]) -> None:
    """An offer with an allowance of its own; Inter-SES lets it through."""
    sato.go(f"{presented(sato, person, desk)}offer/")
    sato.fill(pay_day="月末締め、翌月25日、銀行振込", leaving="30日前に申し出る", answer_by=TODAY + timedelta(days=10))
    sato.fill(allowances="なし").send()
    desk["inter_ses"].decide("offer", person.application, "assent")


def accepted(person: Person) -> None:
    """From the letter in the inbox to the offer; the own code accepts it."""
    person.got("offer_made", "sms")
    person.inbox(6)
    person.follow("main ul.check a")
    person.go(f"/me{person.path}")
    person.follow("a.btn[href$='/offer/']")
    after = len(person.portal.sent())
    person.send("form[action$='/code/'] .btn")
    if person.page.locator("[name=saw]").count():
        person.fill(saw=True)
    person.fill(code=person.code(after)).send("form:has([name=code]) .btn:not(.sec)")


@pytest.mark.parametrize("js", [True, False], ids=["script", "no_script"])
def test_a_candidate_applies_and_accepts_in_urdu_at_360_pixels(vacancy, sato, desk, visitors, portal, js):
    before = len(portal.sent())
    ayesha = Person(visitors.open("ur", js=js), portal, "ur", f"+92300{digits(7)}")
    signed_up(ayesha)
    described(ayesha)
    brought(ayesha, desk)
    applied(ayesha, vacancy)
    offered(sato, ayesha, desk)
    accepted(ayesha)
    for person, template in ((sato, "candidate_presented"), (sato, "offer_accepted_employer"), (desk["inter_ses"], "offer_accepted_desk")):
        person.got(template, after=before)
    assert [bool(SCRIPT["ur"].search(news)) for news in ayesha.inbox(7)] == [True] * 7
    assert all(SCRIPT["ja"].search(news) for news in sato.inbox(9))
