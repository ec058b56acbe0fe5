"""The companies of the world: vacancies and letters in many states, places, papers and shortlists, a mark in every text."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from applications.models import Proposal, Shortlist, ShortlistMark
from jobs.models import Question as Asked
from jobs.models import Remark, SentSheet, UsualTerms, VacancyVersion, Workplace
from tests.authz.oracle import Facts
from tests.candidates.factories import upload
from tests.jobs.factories import DemandLetterFactory, EmployerFactory, VacancyFactory
from tests.vault.specimens import document
from vault.intake import store_upload
from vault.kinds import PDF

if TYPE_CHECKING:
    from tests.authz.world import World

PUBLIC = {"published", "paused", "closed", "ended"}
SEEN = {"presented", "interviewing", "offered", "accepted", "departed", "arrived", "declined"}


def companies(world: "World") -> dict[str, Any]:
    """Three companies with vacancies and letters in many states; yuki's is not verified and has published nothing."""
    made: dict[str, Any] = {}
    for name in ("sato", "zed", "yuki"):
        state = "registered" if name == "yuki" else "verified"
        employer = EmployerFactory(party=world.people[name].parties().get(), state=state, category=3)
        if name == "yuki":
            type(employer).objects.filter(pk=employer.pk).update(owner="inter_ses")
        world.add("employer", employer, Facts(company=name, state=state, is_public=name != "yuki"))
        hall = Workplace.objects.create(employer=employer, name="本社", prefecture=employer.prefecture, address="東京都千代田区1-1")
        world.add("workplace", hall, Facts(company=name))
        world.marks.put(UsualTerms.objects.create(employer=employer), Facts(company=name))
        sheet = SentSheet(employer=employer, file=scan_of(world, name), sent_by=world.people[name], note="x", refused_why="x")
        sheet.save()
        world.add("sheet", sheet, Facts(company=name))
        for place in [] if name == "yuki" else ["published", "published2", "draft", "submitted", "vetted", "returned", "closed"]:
            made[f"{name}.{place}"] = vacancy(world, employer, name, place.rstrip("2"))
        for place in ("drafted", "waiting", "entered"):
            letter = DemandLetterFactory(employer=employer, state=place, scan=scan_of(world, name) if place == "entered" else None)
            world.add("demand", letter, Facts(company=name, state=place))
    return made


def scan_of(world: "World", company: str) -> Any:
    """A file as the company sent it: read and written anew."""
    return store_upload(upload(), owner=world.people[company], kind="demand")


def vacancy(world: "World", employer: Any, company: str, state: str) -> Any:
    """One vacancy with marks, its letter and a reviewer's remark."""
    facts = Facts(company=company, state=state, is_public=state in PUBLIC)
    row = world.add("vacancy", VacancyFactory(employer=employer, state=state, seats=10), facts)
    if row.demand_letter:
        world.add("demand", row.demand_letter, replace(facts, state="attested"))
    world.marks.put(Asked.objects.create(vacancy=row, order=1, text_ja="x"), facts)
    remark = Remark.objects.create(vacancy=row, field="title_ja", text="x", by=world.people["ken"])
    world.marks.put(remark, facts)
    if state == "published":
        refused = VacancyVersion(vacancy=row, number=1, state="refused", content={}, remark="x", decided_by=world.people["ken"])
        refused.save()
        world.marks.put(refused, facts)
    return row


def proposed(world: "World", old: Any, name: str, other: Any) -> None:
    """Inter-SES asks the person of an application that ended about another job."""
    row = Proposal.objects.create(application=old, vacancy=other, by=world.people["ken"], message="x", answer_by=date(2027, 12, 20))
    world.add("proposal", row, Facts(owner=name, state="asked"))


def paper_of(world: "World", offer: Any, company: str, facts: Facts) -> None:
    """The company's own notice of working conditions beside an offer."""
    uploaded = SimpleUploadedFile("notice.pdf", document(), content_type="application/pdf")
    offer.document = store_upload(uploaded, owner=world.people[company], kind="offer", accept=frozenset({PDF}))
    offer.save(update_fields=["document"])
    world.marks.put(offer.document, facts)


def shortlists(world: "World") -> None:
    """One shortlist of each company with a mark on it."""
    for company in ("sato", "zed"):
        seen = [thing.row for thing in world.things["application"] if thing.facts.company == company and thing.facts.state in SEEN]
        row = Shortlist.objects.create(
            employer=seen[0].vacancy.employer,
            vacancy=seen[0].vacancy,
            secret_hash=uuid.uuid4().hex,
            made_by=world.people[company],
            expires_at=timezone.now() + timedelta(days=7),
        )
        row.applications.set([seen[0]])
        facts = Facts(company=company, state="open")
        world.add("shortlist", row, facts)
        world.marks.put(ShortlistMark.objects.create(shortlist=row, application=seen[0], by_name="x", mark="○", note="x"), facts)
