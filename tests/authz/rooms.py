# ruff: noqa: E501 - tables read better as tables
"""The rooms beside the main road: questions and reports, OEC's register and its claims, copies and ends of accounts, own CVs."""

import uuid
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Party, SecondSignature
from candidates.models import Profile
from exports import files, writing
from exports.models import Export
from jobs.models import Employer
from outreach.models import Lead, LeadNote
from privacy.models import Copy, Deletion
from privacy.transitions import sealed
from programmes.models import Attendance, Booking, Group, Member, Programme, ProgrammeSeats, Sitting
from records.models import Inquiry
from register import imports
from register.models import Draft, Duplicate, RegisterClaim, RegisterEntry, RegisterImport, Staged
from reporting import yearly
from reporting.models import Fee
from support.models import Line, Question, Report, ReportNote
from tests.authz.oracle import Facts
from tests.candidates.factories import upload
from tests.register.lists import person, text
from tests.vault.specimens import document
from vault.crypto import new_data_key
from vault.intake import store_upload
from vault.kinds import PDF
from workflow.advance import begin
from workflow.noting import note_down
from workflow.origin import Origin, coming_from

if TYPE_CHECKING:
    from tests.authz.world import World


def build(world: "World") -> None:
    """All of them."""
    asked(world)
    registered(world)
    claimed(world)
    left(world)
    curricula(world)
    leads(world)
    signatures(world)
    fees(world)
    book_of_the_agency(world)
    watched(world)
    groups(world)
    alike(world)


def alike(world: "World") -> None:
    """Two files that may be one person's: Ayesha and another candidate, whose number the address of keeping names."""
    first, second = Profile.objects.order_by("pk")[:2]
    Profile.objects.filter(pk=first.pk).update(reference="C-WORLD")
    row = Duplicate(first=first, second=second, reasons=["phone_and_name"], strength=2)
    begin(row, "propose", by=None)
    world.add("duplicate", row, Facts(state="proposed"))


def watched(world: "World") -> None:
    """The auditor asked what Omar saw; a step of his came from a network."""
    asked = {"since": timezone.now() - timedelta(days=9), "until": timezone.now() + timedelta(days=9)}
    reason = world.marks.keep(world.marks.token(), "records.inquiry.reason", "inquiry", Facts())
    row = Inquiry.objects.create(by=world.people["audit"], person=world.people["omar"], reason=f"because of {reason}", **asked)
    world.keep("inquiry", row, Facts())
    network = world.marks.keep(world.marks.token(), "workflow.origin.network", "origin", Facts())
    case = world.things["application"][0].row
    with coming_from(Origin("desk", network)):
        note_down(case, "application.seen", by=world.people["omar"])


ASKED = [
    ("ayesha", "application", "oec"), ("ayesha", "staff", "auditor"), ("bilal", "japan", "inter_ses"), ("bilal", "other", "oec"), ("sato", "hiring", "inter_ses"),
]  # fmt: skip


def asked(world: "World") -> None:
    """Questions on every desk, each with a message, a picture and a note for colleagues; reports about an agent and about OEC's staff."""
    for place, (name, subject, desk) in enumerate(ASKED):
        facts = Facts(owner=name, role=world.people[name].role, organisation=desk, state="asked")
        row = Question(
            person=world.people[name], subject=subject, desk=desk, reference=f"Q-2026-WORLD{place}", owner=desk, due_on=date(2026, 12, 1)
        )
        row.save()
        world.add("question", row, facts)
        picture = store_upload(upload(), owner=world.people[name], kind="question")
        said = Line.objects.create(question=row, by=world.people[name], text="x", file=picture)
        world.add("line", said, replace(facts, state="on_file"))
        inner = Line.objects.create(question=row, by=world.people["omar"], is_from_desk=True, is_internal=True, text="x")
        world.marks.put(inner, facts, text="question_note")
    for place, desk in enumerate(("oec", "auditor")):
        photo = store_upload(upload(), owner=None, kind="report")
        told = Report(how="cash", desk=desk, reference=f"R-2026-WORLD{place}", owner=desk, due_on=date(2026, 12, 1), photo=photo)
        told.save()
        facts = Facts(organisation=desk, state="on_file")
        world.add("report", told, facts)
        world.marks.put(ReportNote.objects.create(report=told, by=world.people["amna"], text="x"), facts)


def registered(world: "World") -> None:
    """A list that waits for its columns, with people in it; one at work with a staged row; entries, one of them claimed by Ayesha."""
    marks, nobodys = world.marks, Facts(role="candidate")
    cnic, phone = marks._cnic("register list", "identity", nobodys), marks._phone("register list", "phone", nobodys)
    born = marks._birth("register list", "identity", nobodys)
    rows = [
        person(1, cnic=cnic, phone=phone, birth_date=born.isoformat()),
        person(2, full_name=marks.keep(marks.token(), "register list", "register", nobodys)),
    ]
    data = text(*rows).encode()
    world.add(
        "register_import", imports.receive([data], name="x.csv", size=len(data), by=world.people["omar"]), replace(nobodys, state="sent")
    )
    done = RegisterImport(
        file_name="x", size=9, created_by=world.people["amna"], stage="done", ended_at=timezone.now(), counts={"rows": 1, "new": 1}
    )
    done.save()
    world.add("register_import", done, replace(nobodys, state="done"))
    row = {"load": done, "row": 1, "outcome": "new", "entry_id": uuid.uuid4(), "cnic_index": b"i", "fingerprint": b"f"}
    words = dict.fromkeys(("full_name", "phone", "email", "education_level", "education_subject", "trade", "japanese"), "x")
    marks.put(Staged.objects.create(**row, **words), nobodys)
    for number, owner in enumerate(("", "ayesha")):
        by = {"claimed_by": Profile.objects.get(user=world.people[owner]), "claimed_at": timezone.now()} if owner else {}
        entry = RegisterEntry(full_name="x", cnic=f"352020000000{number}", birth_date=date(1990, 1, 1), fingerprint=b"f", load=done, **by)
        entry.save()
        marks.put(entry, Facts(owner=owner, role="candidate"))


def claimed(world: "World") -> None:
    """Claims at OEC's counter: one of somebody without an account, one of Bilal's that another officer has checked; and a draft."""
    for owner, state in (("", "opened"), ("bilal", "checked")):
        claimant = world.people.get(owner)
        seen = {"seen_how": "original", "seen_by": world.people["amna"]} if state == "checked" else {}
        due = {"owner": "oec", "due_on": date(2026, 12, 1)}
        row = RegisterClaim(
            reference=f"R-WORLD-{state}"[:16], kind="lost", state=state, contact_kind="phone", claimant=claimant, **seen, **due
        )
        row.save()
        world.add("register_claim", row, Facts(owner=owner, role="candidate", state=state))
    world.marks.put(
        Draft.objects.create(cnic="3520200000009", birth_date=date(1990, 1, 1), looked_at=timezone.now()), Facts(role="candidate")
    )


def groups(world: "World") -> None:
    """A programme with one group that takes requests and one that does not; Ayesha is offered a seat, Bilal waits; a test of each."""
    said = {"party": Party.objects.get(kind="oec"), "kind": "cohort", "starts_on": date(2026, 1, 5), "version": 1, "state": "running"}
    programme = Programme(**said)
    for name in ("name_en", "name_ur", "name_ja"):
        setattr(programme, name, "x")
    programme.save()
    world.add("programme", programme, Facts(state="running"))
    source = world.marks.keep(world.marks.token(), "programmes.programmeseats.source", "programme", Facts())
    agreed = {"valid_from": date(2026, 1, 1), "as_of": date(2026, 1, 1), "entered_by": world.people["amna"]}
    ProgrammeSeats.objects.create(programme=programme, places=120, source=source, **agreed)
    times = {"weekdays": [0], "begins_at": time(18), "ends_at": time(20), "starts_on": date(2027, 1, 4), "ends_on": date(2027, 6, 1)}
    for owner, state, stands, due in (("ayesha", "open", "offered", "candidate"), ("bilal", "planned", "asked", "oec")):
        row = Group(programme=programme, title=state, place="x", seats=5, held=1, version=1, state=state, **times)
        row.save()
        world.add("group", row, Facts(state=state))
        facts = Facts(owner=owner, role="candidate")
        by = {"group": row, "profile": Profile.objects.get(user=world.people[owner])}
        member = Member.objects.create(**by, state=stands, owner=due, due_on=date(2027, 1, 1), version=1)
        Attendance.objects.create(member=member, held_on=date(2026, 11, 27), mark="present", by=world.people["omar"])
        sitting = Sitting(programme=programme, kind="jft", held_on=date(2027, 2, 1), place=owner)
        sitting.save()
        world.add("sitting", sitting, facts)
        world.keep("booking", Booking.objects.create(sitting=sitting, member=member, version=1), facts)


LEAVES = "bilal"  # who asked for a copy, and for the end of the account


def left(world: "World") -> None:
    """Bilal's copy is ready, its mark is in the file itself; and Bilal leaves in ten days."""
    user, facts = world.people[LEAVES], Facts(owner=LEAVES, role="candidate")
    mark = world.marks.keep(world.marks.token(), "privacy.copy.file", "copy", facts)
    file = sealed(user, b"PK " + mark.encode())
    world.add("copy", Copy.objects.create(user=user, state="ready", file=file, expires_at=timezone.now() + timedelta(days=5)), facts)
    Deletion.objects.create(user=user, state="asked", begins_at=timezone.now() + timedelta(days=10))


def curricula(world: "World") -> None:
    """The cast's own CVs."""
    for name in ("ayesha", "bilal"):
        user, facts = world.people[name], Facts(owner=name, role="candidate")
        kept = store_upload(
            SimpleUploadedFile("cv.pdf", document(), content_type="application/pdf"), owner=user, kind="cv", accept=frozenset({PDF})
        )
        world.marks.put(kept, facts)
        Profile.objects.filter(user=user).update(cv=kept)


def leads(world: "World") -> None:
    """Two companies that Inter-SES speaks with, with whom it speaks there and what was said."""
    for place in ("found", "met"):
        row = Lead(
            name_ja="x", name_en="x", state=place, next_step="x", next_on=date(2026, 12, 1), responsible=world.people["ken"], version=1
        )
        row.save()
        world.add("lead", row, Facts(state=place))
        note = LeadNote(
            lead=row, by=world.people["ken"], text=world.marks.keep(world.marks.token(), "outreach.leadnote.text", "lead", Facts())
        )
        note.save()


def signatures(world: "World") -> None:
    """Omar asks to erase Ayesha and Bilal: Amna may sign."""
    for name in ("ayesha", "bilal"):
        row = SecondSignature(
            matter="erase", person=world.people[name], asked_by=world.people["omar"], signers=["oec_supervisor"], version=1
        )
        row.owner, row.due_on, row.was = "second_signature", date(2026, 12, 1), {"is_running": name == LEAVES}
        row.save()
        world.add("second", row, Facts(claimed_by="omar", state="asked"))
    listed(world, row)


def listed(world: "World", signature: SecondSignature) -> None:
    """Omar's list of nobody, ready to download."""
    end, key = timezone.now() + timedelta(days=2), new_data_key()
    row = Export(created_by=world.people["omar"], columns=["reference"], counted=1, stage="ready", expires_at=end, signature=signature)
    row.wrapped_key = key
    row.save()
    world.add("export", row, Facts(claimed_by="omar", state="ready"))


def book_of_the_agency(world: "World") -> None:
    """Ken's ledger of job seekers, ready to take, and the year counted."""
    row = files.ask("seekers", by=world.people["ken"], wanted={"year": 2026}, form="csv")
    while writing.work():
        pass
    world.add("file", row, Facts(claimed_by="ken", state="ready"))
    yearly.count_year(2026, timezone.now())


def fees(world: "World") -> None:
    """What an employer paid, corrected once; the rows are made with their marks, because nobody may change them after."""
    said = {
        "employer": Employer.objects.first(),
        "kind": "reception",
        "amount": 710,
        "charged_on": date(2026, 1, 5),
        "entered_by": world.people["ken"],
    }

    def told(*names: str) -> dict[str, str]:
        return {name: world.marks.keep(world.marks.token(), f"reporting.fee.{name}", "fee", Facts()) for name in names}

    first = Fee.objects.create(**said, **told("basis", "invoice"))
    world.keep("fee_corrected", first, Facts())
    world.keep("fee", Fee.objects.create(**said, corrects=first, **told("basis", "invoice", "why")), Facts())
