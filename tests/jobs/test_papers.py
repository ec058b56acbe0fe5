"""The papers of a company: demand letter and power of attorney in two languages, the job sheet in Hello Work's order, the scan."""

import io

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jobs.models import DemandLetter
from jobs.papers import PARTS, sheet_values
from jobs.standing import japan_today
from tests.jobs.factories import DemandLetterFactory, VacancyFactory

HOSTILE = '#panic("x") </script> $a$ *b*'


def words_of(content):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


@pytest.fixture
def letter(company):
    found = DemandLetterFactory(employer=company, state="waiting", seats=3)
    VacancyFactory(employer=company, demand_letter=found, title_en="Backend developer", duties_en=HOSTILE)
    return found


def at(letter, paper):
    return f"/ja/employer/letters/{letter.public_id}/{paper}"


@pytest.mark.parametrize("paper", ["letter.pdf", "power-of-attorney.pdf"])
def test_both_papers_stand_in_english_and_japanese(client, sato, letter, paper):
    client.force_login(sato)
    answer = client.get(at(letter, paper))
    assert (answer["Content-Type"], "no-store" in answer["Cache-Control"]) == ("application/pdf", True)
    text = "\n".join(words_of(answer.content))
    assert letter.employer.name_en in text
    assert letter.employer.name_ja in text
    assert letter.employer.corporate_number in text
    assert letter.vacancies.get().reference in text


def test_the_letter_names_seats_pay_duties_and_no_fee_and_takes_no_markup(client, sato, letter):
    client.force_login(sato)
    text = "".join(words_of(client.get(at(letter, "letter.pdf")).content))
    for words in ("for 3 people", "¥300,000", "panic", "pays no fee", "手数料・保証金・保証人を負担しません"):
        assert words in text, words


def test_other_papers_do_not_exist_and_other_companies_see_none(client, sato, zed, letter):
    client.force_login(sato)
    assert client.get(at(letter, "contract.pdf")).status_code == 404
    client.force_login(zed)
    assert client.get(at(letter, "letter.pdf")).status_code == 404


def test_the_job_sheet_follows_hello_works_order(client, sato, company):
    vacancy = VacancyFactory(employer=company, duties_ja=HOSTILE, pr_ja="成長できます")
    client.force_login(sato)
    pages = words_of(client.get(f"/ja/employer/vacancies/{vacancy.public_id}/sheet.pdf").content)
    text = "".join(pages)
    places = [text.index(title.split(" ")[1]) for title, _rows in PARTS]
    assert places == sorted(places)
    assert "下書き" in text
    assert len(pages) <= 3


def test_every_part_of_the_sheet_says_something(company):
    values = sheet_values(VacancyFactory(employer=company))
    told = {part["title"]: [row for row in part["rows"] if row[1]] for part in values["parts"]}
    assert [title for title, rows in told.items() if not rows and not title.endswith("PR")] == []


def scan():
    out = io.BytesIO()
    Image.new("RGB", (900, 1200), "white").save(out, "JPEG")
    return SimpleUploadedFile("letter.jpg", out.getvalue(), "image/jpeg")


def test_the_scan_goes_to_the_desk_and_a_new_one_takes_its_place(client, sato, omar, zed, letter):
    client.force_login(sato)
    for _time in range(2):
        assert client.post(at(letter, "scan/"), {"file": scan()}).status_code == 302
    for person, status in ((omar, 200), (sato, 200), (zed, 404)):
        client.force_login(person)
        assert client.get(at(letter, "scan/file/")).status_code == status


@pytest.mark.parametrize("state", ["attested", "expired"])
def test_a_confirmed_letter_keeps_its_scan(client, sato, company, state):
    letter = DemandLetterFactory(
        employer=company, state=state, number="X-1", authority="pk_embassy", attested_on=japan_today(), valid_until=japan_today()
    )
    client.force_login(sato)
    page = client.post(at(letter, "scan/"), {"file": scan()})
    assert (page.status_code, DemandLetter.objects.get(pk=letter.pk).scan) == (200, None)


@pytest.mark.parametrize("content", [b"", b"MZ", b"<script>"])
def test_a_file_that_is_no_scan_is_refused_in_words(client, sato, letter, content):
    client.force_login(sato)
    page = client.post(at(letter, "scan/"), {"file": SimpleUploadedFile("a.jpg", content, "image/jpeg")})
    assert (page.status_code, 'class="err"' in page.text) == (200, True)
