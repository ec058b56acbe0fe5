"""The fullest form that a bulk page of the desk can send is taken: what the longest texts of the most rows weigh is known beforehand."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from programmes.rules import AT_ONCE as PEOPLE
from reviews import rules
from reviews.desk.certificates import MOST as PAPERS
from reviews.desk.draft import LONGEST
from reviews.desk.together import MOST as CASES
from reviews.models import Batch, Decision
from tests.applications.factories import ApplicationFactory, give_consents, paper, proven_profile
from tests.jobs.factories import VacancyFactory
from tests.programmes.factories import GroupFactory, MemberFactory
from tests.reviews.test_batch_of_120 import many
from tests.reviews.test_batch_pages import NEW

WIDEST = {"multipart/form-data": 4, "": 12}  # bytes of one letter: as it is, or with three for each byte
SHORT = 40  # what a date, a number or a tick sends at most


class Weight(HTMLParser):
    """What the heaviest POST form of a page can weigh, as Django counts it, and its number of fields."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.here = [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and attrs.get("method", "").lower() == "post":
            self.here = {"bytes": 0, "fields": 0, "letter": WIDEST[attrs.get("enctype", "")], "names": set()}
            self.forms.append(self.here)
        elif self.here is not None and tag in ("input", "textarea", "select") and (name := attrs.get("name")):
            kind = attrs.get("type", "text")
            typed = tag == "textarea" or (tag == "input" and kind in ("text", "search", "email", "url"))
            assert not typed or "maxlength" in attrs, f"{name} has no end"
            most = int(attrs["maxlength"]) * self.here["letter"] if typed else max(len(attrs.get("value") or "") * 3, SHORT)
            self.here["bytes"] += len(name) + 2 + most
            self.here["fields"] += not (kind == "radio" and name in self.here["names"])
            self.here["names"].add(name)

    def handle_endtag(self, tag):
        self.here = None if tag == "form" else self.here


def heaviest(page):
    assert page.status_code == 200
    forms = Weight(re.sub(r"<header.*?</header>", "", page.text, flags=re.DOTALL)).forms
    return max(form["bytes"] for form in forms), max(form["fields"] for form in forms)


def fits(of_one, of_three, most):
    """With as many rows as the page takes: the bytes and the fields are below what the portal reads."""
    (bytes_one, fields_one), (bytes_three, fields_three) = heaviest(of_one), heaviest(of_three)
    assert fields_three > fields_one
    assert bytes_one + (most - 1) * (bytes_three - bytes_one) / 2 < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert fields_one + (most - 1) * (fields_three - fields_one) / 2 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@pytest.mark.parametrize(
    ("who", "state", "step"), [("ken", "endorsed", "present"), ("omar", "submitted", "send_back"), ("omar", "submitted", "not_select")]
)
def test_a_batch(client, request, reference, who, state, step):
    rows = [str(ApplicationFactory(state=state).public_id) for _n in range(3)]
    client.force_login(request.getfixturevalue(who))
    fits(*(client.post(NEW, {"step": step, "row": some}) for some in (rows[:1], rows)), rules.AT_ONCE)


def test_certificates_and_endorsing_together(client, reference, omar):
    client.force_login(omar)
    papers = [str(paper(proven_profile(), "degree", state="received").public_id) for _n in range(3)]
    fits(*(client.post("/desk/batches/certificates/", {"row": some}) for some in (papers[:1], papers)), PAPERS)
    rows = [str(ApplicationFactory(state="submitted", candidate=proven_profile()).public_id) for _n in range(3)]
    fits(*(client.post("/desk/queue/application/endorse/", {"row": some}) for some in (rows[:1], rows)), CASES)


def test_people_of_a_group(client, reference, omar):
    client.force_login(omar)
    group = GroupFactory(state="open", seats=50)
    rows = [str(MemberFactory(group=group, state="asked").public_id) for _n in range(3)]
    at = f"{group.get_absolute_url()}many/"
    fits(*(client.post(at, {"step": "offer", "row": some}) for some in (rows[:1], rows)), PEOPLE)
    assert heaviest(client.get(f"{group.get_absolute_url()}enrol/"))[0] < settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_the_english_of_one_vacancy(client, company, ken):
    client.force_login(ken)
    row = VacancyFactory(employer=company, state="submitted")
    assert heaviest(client.get(f"/desk/translations/{row.public_id}/"))[0] < settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.slow
def test_two_hundred_long_summaries_are_decided_with_nothing_lost(client, reference, ken):
    rows = many(rules.AT_ONCE, state="endorsed")
    for row in rows:
        give_consents(row)
    client.force_login(ken)
    own = {f"own_{row.public_id}": f"{n:03}" + "漢" * (LONGEST - 3) for n, row in enumerate(rows)}
    named = {"named": [f"{row.public_id}:{row.version}" for row in rows], "row": [str(row.public_id) for row in rows]}
    page = client.post(NEW, {"step": "present", "summary_ja": "要" * LONGEST, "decide": "1"} | named | own)
    assert page.status_code == 302, page.text[:2000]
    found = dict(Decision.objects.filter(batch=Batch.objects.get()).values_list("subject_ref", "remarks"))
    assert {str(ref): said["summary_ja"] for ref, said in found.items()} == {name.removeprefix("own_"): text for name, text in own.items()}
