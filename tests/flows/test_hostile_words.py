"""Words that a spreadsheet would compute or a browser would run, in names, notes and reasons: harmless in every file and page."""

import csv
import io
import zipfile
from datetime import date, timedelta
from itertools import cycle

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from accounts import closures, second
from applications.models import Application
from exports import files as kept
from exports import people, writing
from outreach.models import LeadNote
from records.models import Inquiry
from reporting import counting, yearly
from reporting.models import Fee
from reporting.periods import first_of
from reviews import batches, claims, saving
from reviews.kinds import KINDS
from reviews.many import MANY
from reviews.models import Call, Recusal
from reviews.wishes import Wish
from tests.accounts.test_second import fresh
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import VacancyFactory
from tests.outreach.factories import LeadFactory
from tests.reporting.factories import at, step
from tests.support.factories import a_question, a_report
from workflow.noting import write_note

SCRIPT = "<script>alert(1)</script>"
WORDS = [f"{start}{SCRIPT}" for start in ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "　=1", "＝1")]
COMPUTES = "=+-@\t\r\n＝＋－＠"


class Spoiled:
    """One case with everything around it, and other bad words wherever a person can type."""

    def __init__(self, company, cast):
        self.all, self.cast, self.company = cycle(WORDS), cast, company
        for name in ("name_ja", "name_en", "address", "representative_ja", "about_ja", "industry"):
            setattr(company, name, self.words)
        company.save()
        self.row = ApplicationFactory(state="presented", vacancy=VacancyFactory(employer=company, state="published"), summary_ja=self.words)
        for name in ("title_ja", "title_en", "duties_ja", "requirements_ja", "workplace_address"):
            setattr(self.row.vacancy, name, self.words)
        self.row.vacancy.save()
        self.person = self.row.candidate
        self.person.full_name = self.person.about = self.words
        self.person.save()
        type(self.person.user).objects.filter(pk=self.person.user_id).update(full_name=self.words)
        step(self.row.vacancy, "submit", at(2026, 5, 1))
        Application.objects.filter(pk=self.row.pk).update(presented_at=at(2026, 7, 1), motivation=self.words)
        self.case()
        self.house()

    @property
    def words(self):
        """The next of them."""
        return next(self.all)

    def case(self):
        """Notes, a batch, a call, a recusal, a question, a report."""
        omar = self.cast["omar"]
        write_note(self.row, by=omar, text=self.words, reach="partners")
        self.waiting = ApplicationFactory(state="submitted", candidate=ApplicationFactory(state="submitted").candidate)
        write_note(self.waiting, by=omar, text=self.words, reach="own")
        said = {self.waiting.public_id: {"reason": "language_level", "shared": True, "note": self.words}}
        self.batch, _faults = batches.decide(MANY["not_select"], said, by=omar, versions={self.waiting.public_id: 1}, name=self.words)
        Call.objects.create(profile=self.person, by=omar, outcome="spoke", note=self.words)
        Recusal.objects.create(subject_kind="application", subject_ref=self.row.public_id, user=self.cast["amna"], note=self.words)
        self.question, self.report = a_question(subject="application", text=self.words), a_report(text=self.words, their_contact=self.words)

    def house(self):
        """A closure, a saved filter, a lead, a fee, an inquiry, a list with its signature."""
        cast = self.cast
        closures.enter(cast["amna"].parties().get(), first_day=soon(3), last_day=soon(4), name=self.words[:60], by=cast["amna"])
        saving.save(KINDS["application"], Wish(late=True), name=self.words[:40], is_shared=False, by=cast["omar"])
        self.lead = LeadFactory(
            name_ja=self.words, name_en=self.words, next_step=self.words, contact_name=self.words, responsible=cast["ken"]
        )
        LeadNote.objects.create(lead=self.lead, by=cast["ken"], text=self.words)
        paid = {"kind": "placement", "amount": 1, "charged_on": date(2026, 8, 1), "employer": self.company, "application": self.row}
        Fee.objects.create(**paid, basis=self.words, invoice=self.words[:40], entered_by=cast["ken"])
        self.inquiry = asked(cast["amna"], cast["omar"], self.words)
        claims.take("application", self.row.public_id, by=cast["omar"])
        columns = ["reference", "full_name", "skills"]
        self.list = people.ask(by=cast["omar"], wanted={}, columns=columns, with_identity=False, reason=self.words)
        second.sign(self.list.signature, by=cast["amna"])
        self.files = [
            kept.ask(kind, by=cast["ken"], wanted={} if kind == "reach" else {"year": 2026}, form=form)
            for kind in ("vacancies", "seekers", "fees", "reach")
            for form in ("csv", "xlsx")
        ]
        while writing.work():
            pass
        counting.count_month(first_of(timezone.localdate()), timezone.now())
        yearly.count_year(2026, timezone.now())


def asked(by, person, reason):
    times = {"since": timezone.now() - timedelta(days=1), "until": timezone.now() + timedelta(days=1)}
    return Inquiry.objects.create(by=by, person=person, reason=reason, **times)


def soon(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def cast(reference, omar, amna, ken, sato, audit, settings):
    return {"omar": omar, "amna": amna, "ken": ken, "sato": sato, "audit": audit}


def files(spoiled):
    """Every address that gives a table, with who takes it."""
    both = ["/desk/figures/stages.", "/desk/figures/employer.", "/desk/figures/pace/table.", "/desk/ledgers/yearly-2026."]
    found = [("ken", f"{place}{form}") for place in both for form in ("csv", "xlsx")]
    found += [("ken", f"/desk/files/{row.public_id}/take/") for row in spoiled.files]
    found += [("ken", "/desk/leads/export/"), ("ken", "/desk/talent/export/")]
    found += [("amna", f"/desk/records/asked/{spoiled.inquiry.public_id}/file.{form}") for form in ("csv", "xlsx")]
    found += [("omar", f"/desk/exports/{spoiled.list.public_id}/file/{form}/") for form in ("csv", "xlsx")]
    return [*found, ("sato", "/en/employer/candidates/candidates.csv"), ("sato", "/en/employer/numbers/export/")]


def pages(spoiled):
    """Every page that shows words of others, with who reads it."""
    case, person = f"/desk/case/application/{spoiled.row.public_id}/", f"/desk/counter/{spoiled.person.public_id}/"
    batch, lead = f"/desk/batches/{spoiled.batch.public_id}/", f"/desk/leads/{spoiled.lead.public_id}/"
    omar = [
        case,
        f"/desk/case/application/{spoiled.waiting.public_id}/",
        person,
        batch,
        "/desk/queue/application/?group=waiting",
        "/desk/filters/",
    ]
    omar += [f"/desk/exports/{spoiled.list.public_id}/", f"/desk/questions/{spoiled.question.public_id}/", "/desk/closures/"]
    ken = [
        case,
        lead,
        "/desk/leads/",
        "/desk/leads/board/",
        "/desk/fees/",
        "/desk/ledgers/",
        f"/desk/case/employer/{spoiled.company.public_id}/",
    ]
    amna = [batch, "/desk/batches/", f"/desk/second/{spoiled.list.signature.public_id}/", f"/desk/reports/{spoiled.report.public_id}/"]
    amna += [
        "/desk/records/",
        f"/desk/records/asked/{spoiled.inquiry.public_id}/",
        f"/desk/records/case/application/{spoiled.row.public_id}/",
    ]
    sato = ["/en/employer/", "/en/employer/candidates/", f"/en/employer/candidates/{spoiled.row.public_id}/"]
    by = {"omar": omar, "ken": ken, "amna": amna, "audit": [case, batch, "/desk/second/"], "sato": sato}
    return [(who, url) for who, urls in by.items() for url in urls]


def cells_of(body: bytes) -> list[str]:
    """The texts of a file that a spreadsheet would read; of a workbook only those that are no plain text."""
    if not body.startswith(b"PK"):
        return [cell for line in csv.reader(io.StringIO(body.decode().lstrip("\ufeff"))) for cell in line]
    sheet = zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml").decode()
    return ["=computes"] if "<f>" in sheet or "<f " in sheet else []


def is_live(cell: str) -> bool:
    """Whether a spreadsheet would compute it; a negative number is a number."""
    text = cell.strip(" \u3000\ufeff")
    return bool(cell) and (cell[0] in COMPUTES or text[:1] in COMPUTES) and not text.lstrip("-").replace(".", "").isdigit()


def test_no_file_computes_and_no_page_runs_what_a_person_typed(company, cast):
    spoiled, harmful, met = Spoiled(company, cast), [], set()
    doors = {who: fresh(Client(), user) for who, user in cast.items()}
    for who, url in [*files(spoiled), *pages(spoiled)]:
        answer = doors[who].get(url)
        assert answer.status_code == 200, url
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        is_page = answer["Content-Type"].startswith("text/html")
        met |= {url} if (escape(SCRIPT) if is_page else SCRIPT).encode() in body else set()
        harmful += [(url, cell) for cell in ([] if is_page else cells_of(body)) if is_live(cell)]
        harmful += [(url, SCRIPT)] if is_page and SCRIPT.encode() in body else []
    assert harmful == []
    assert len(met) > 25, "the words are really there"


@pytest.mark.parametrize("words", WORDS)
def test_the_guard_of_this_test_sees_what_is_live(words):
    assert is_live(words)
    assert not is_live(f"'{words}")
    assert not is_live("-12.5")
