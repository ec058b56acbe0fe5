"""The machine's lists of open jobs: Atom feed, sitemap by blocks of keys, robots."""

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jobs.faces.addresses import LANGUAGES, alternates, full, localised, of_job
from jobs.models import Vacancy
from jobs.presentation import employer_name, in_reader_language

BLOCK = 1000  # jobs a sitemap, three languages each
IN_FEED = 50


def feed(rows: Iterable[Vacancy], query: str) -> str:
    """The newest jobs as Atom, in the language of the address."""
    language = (get_language() or "en")[:2]
    here = localised("faces:feed", language) + (f"?{query}" if query else "")
    found = Atom1Feed(title=_("New jobs in Japan"), link=localised("jobs:list", language), description="", language=language, feed_url=here)
    for vacancy in rows:
        found.add_item(
            title=vacancy.title,
            link=of_job(vacancy, language),
            description=f"<p>{escape(in_reader_language(vacancy, 'duties'))}</p>",
            author_name=str(employer_name(vacancy)),
            unique_id=f"urn:uuid:{vacancy.public_id}",
            pubdate=vacancy.published_at,
            updateddate=vacancy.published_at,
            categories=[str(vacancy.prefecture)] if vacancy.prefecture else [],
        )
    return found.writeString("utf-8")


def blocks() -> QuerySet:
    """The numbers of the sitemaps that hold an open job."""
    return Vacancy.objects.open().annotate(block=F("pk") / BLOCK).values_list("block", flat=True).distinct().order_by("block")


def sitemap_index() -> str:
    rows = "".join(f"<sitemap><loc>{full(f'/sitemap-{number}.xml')}</loc></sitemap>" for number in ["pages", *blocks()])
    return f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'


def sitemap_of_jobs(number: int) -> str:
    """Open jobs of one block of keys, each in every language."""
    rows = Vacancy.objects.open().filter(pk__gte=number * BLOCK, pk__lt=(number + 1) * BLOCK).only("public_id", "published_at", "title_en")
    return urlset("".join(entry("jobs:detail", f"{row.published_at:%Y-%m-%d}", public_id=row.public_id) for row in rows.order_by("pk")))


def sitemap_of_pages() -> str:
    names = ("home", "jobs:list", "help", "fees", "privacy", "check")
    return urlset("".join(entry(name, f"{timezone.now():%Y-%m-%d}") for name in names))


def entry(name: str, day: str, **kwargs: object) -> str:
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{code}" href="{url}"/>' for code, url in alternates(name, **kwargs))
    places = (localised(name, language, **kwargs) for language in LANGUAGES)
    return "".join(f"<url><loc>{place}</loc><lastmod>{day}</lastmod>{links}</url>" for place in places)


def urlset(rows: str) -> str:
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{rows}</urlset>'


def robots() -> str:
    closed = ("/desk/", "/api/", "/*/me/", "/*/employer/", "/*/inbox/", "/*/accounts/", "/*/shortlist/")
    return "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {full('/sitemap.xml')}", ""])
