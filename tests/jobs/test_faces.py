"""The faces of a public job for machines and paper: what search engines require, a feed that parses, a poster of an open job only."""

import io
import json
import re
from xml.etree import ElementTree

import feedparser
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation
from PIL import Image

from jobs.faces import structured
from tests.jobs.factories import VacancyFactory

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOSTILE = '</script><script>alert(1)</script>&"\u2028'


def at(name, vacancy=None, language="en", **kwargs):
    with translation.override(language):
        return reverse(name, kwargs=({"public_id": vacancy.public_id} if vacancy else {}) | kwargs)


@pytest.fixture
def job(db):
    return VacancyFactory(state="published", title_en="Backend developer", title_ur="بیک اینڈ ڈویلپر")


def block(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.S).group(1))


def test_job_posting_has_the_types_and_fields_that_search_engines_require(client, job):
    found = block(client.get(at("jobs:detail", job)))
    assert (found["@context"], found["@type"]) == ("https://schema.org", "JobPosting")
    assert {"title", "description", "datePosted", "hiringOrganization", "jobLocation"} <= set(found)
    assert found["jobLocation"]["address"]["@type"] == "PostalAddress"
    assert found["jobLocation"]["address"]["addressCountry"] == "JP"
    assert found["hiringOrganization"]["@type"] == "Organization"
    assert found["validThrough"].startswith(job.closes_on.isoformat())
    assert found["baseSalary"]["value"] == {"@type": "QuantitativeValue", "value": job.base_pay, "unitText": "MONTH"}
    assert found["identifier"]["value"] == job.reference
    assert found["url"].endswith(at("jobs:detail", job))


@pytest.mark.parametrize("name", ["title_en", "duties_en", "requirements_en"])
def test_no_text_closes_the_data_block(client, job, name):
    setattr(job, name, HOSTILE)
    job.save()
    page = client.get(at("jobs:detail", job))
    found = block(page)
    assert "<script>alert" not in page.text
    told = found["title"] if name == "title_en" else found["description"]
    assert ("alert(1)" in told, "<script>" in told) == (True, name == "title_en")


def test_a_job_that_takes_no_applications_has_no_posting(client, db):
    closed = VacancyFactory(state="closed")
    page = client.get(at("jobs:detail", closed))
    assert "ld+json" not in page.text
    assert '<meta name="robots" content="noindex">' in page.text


def test_a_closed_job_offers_open_ones_like_it(client, job):
    VacancyFactory(state="paused", title_en="Also closed")
    page = client.get(at("jobs:detail", VacancyFactory(state="closed")))
    assert [one.pk for one in page.context["similar"]] == [job.pk]
    assert client.get(at("jobs:detail", job)).context["similar"] == []


def test_every_language_names_the_others(client, job):
    page = client.get(at("jobs:detail", job, "ur"))
    found = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', page.text))
    assert set(found) == {"en", "ur", "ja", "x-default"}
    assert found["ja"].endswith(at("jobs:detail", job, "ja"))
    assert found["x-default"] == found["en"]


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_the_feed_parses_and_holds_open_jobs(client, job, language):
    VacancyFactory(state="paused")
    answer = client.get(at("faces:feed", language=language))
    found = feedparser.parse(answer.content)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert (found.bozo, [entry.link for entry in found.entries]) == (False, [found.entries[0].link])
    assert found.entries[0].link.endswith(at("jobs:detail", job, language))
    assert found.entries[0].id == f"urn:uuid:{job.public_id}"


def test_the_list_has_one_address_in_each_language_whatever_was_searched(client, job):
    text = client.get(at("jobs:list"), {"q": "go", "after": "x"}).text
    found = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', text))
    assert set(found) == {"en", "ur", "ja", "x-default"}
    assert re.search(r'<link rel="canonical" href="([^"]+)">', text).group(1) == found["en"]


def test_the_feed_can_be_narrowed(client, job):
    other = feedparser.parse(client.get(at("faces:feed"), {"prefecture": "01"}).content)
    same = feedparser.parse(client.get(at("faces:feed"), {"prefecture": job.prefecture_id, "q": "backend"}).content)
    assert (len(other.entries), len(same.entries)) == (0, 1)


def test_the_sitemap_lists_open_jobs_in_every_language(client, job, django_assert_num_queries):
    closed = VacancyFactory(state="closed")
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = [row.text for row in index.iter(f"{MAP}loc")]
    assert places[0].endswith("/sitemap-pages.xml")
    text = "".join(client.get(place[place.index("/sitemap-") :]).text for place in places)
    assert text.count(f"<loc>{structured.of_job(job)}</loc>") == 1
    assert text.count(str(job.public_id)) == 3 + 3 * 4
    assert str(closed.public_id) not in text


@pytest.mark.parametrize("path", ["/sitemap-x.xml", "/sitemap-٣.xml", "/sitemap-99999999999.xml"])
def test_a_sitemap_that_is_none_is_not_found(client, db, path):
    assert client.get(path).status_code == 404


def test_robots_name_the_sitemap_and_close_the_rest(client, db):
    text = client.get("/robots.txt").text
    assert "Sitemap: " in text
    assert "Disallow: /desk/" in text


def words_of(content):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def test_the_poster_is_one_page_in_urdu_and_english(client, job):
    answer = client.get(at("faces:poster", job))
    assert (answer.status_code, answer["Content-Type"], len(pypdfium2.PdfDocument(answer.content))) == (200, "application/pdf", 1)
    text = words_of(answer.content)
    assert "Backend developer" in text
    assert job.reference in text
    assert "Applying is free" in text


@pytest.mark.parametrize("state", ["closed", "paused", "ended"])
def test_there_is_no_poster_of_a_job_that_is_not_open(client, db, state):
    answer = client.get(at("faces:poster", VacancyFactory(state=state)))
    assert (answer.status_code, "No poster for this job" in answer.text) == (410, True)
    assert client.get(at("faces:poster", VacancyFactory(state="draft"))).status_code == 404


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_the_share_card_has_the_size_that_is_promised(client, job, language):
    answer = client.get(at("faces:share_card", job, language))
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert len(answer.content) < 120_000


def test_the_press_text_names_permission_pay_and_no_fee(client, job, ken, ayesha):
    client.force_login(ken)
    text = client.get(at("faces:press", job)).text
    assert job.demand_letter.number in text
    assert "Applying is free" in text
    client.force_login(ayesha)
    assert client.get(at("faces:press", job)).status_code == 403


def test_the_page_counts_readers_and_nobody_else(client, job, ken):
    at_seen = at("faces:seen", job)
    assert f'data-seen="{at_seen}"' in client.get(at("jobs:detail", job)).text
    assert not job.days.exists()
    assert [client.post(at_seen).status_code for _time in range(3)] == [204] * 3
    client.force_login(ken)
    client.post(at_seen)
    assert job.days.get().seen == 3
    assert client.get(at_seen).status_code == 405
    assert client.post(at("faces:seen", VacancyFactory(state="closed"))).status_code == 404
