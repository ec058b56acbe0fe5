"""One entry of every kind of news, with the rows that stand behind it."""

from datetime import date

from django.utils import timezone

from accounts.models import SecondSignature, User
from applications.models import Proposal
from applications.transitions.interviewing import REMIND
from candidates.models import SavedSearch
from candidates.news import entry as found
from jobs.models import Remark, SentSheet
from notifications.mailing import LETTERS
from privacy.models import Copy, Deletion
from privacy.transitions import sealed
from programmes.models import Group, Interest
from programmes.news import entry_of
from register.models import RegisterClaim
from reviews.models import Batch, Deputy, Digest
from support.models import Question, Report
from tests.applications.factories import ApplicationFactory, interview, paper, ready_profile
from tests.candidates.factories import upload
from tests.jobs.factories import DemandLetterFactory, VacancyFactory
from tests.programmes.factories import BookingFactory, GroupFactory, MemberFactory
from vault.intake import store_upload
from workflow.advance import record
from workflow.models import Entry
from workflow.noting import note_down
from workflow.reminding import remind

STATES = {
    "employer": {"register": "registered", "verify": "verified", "suspend": "suspended", "reinstate": "verified"},
    "demand": {
        "send_for_attestation": "waiting",
        "enter_attestation": "entered",
        "confirm_attestation": "attested",
        "send_back_attestation": "waiting",
        "expire": "expired",
    },
    "vacancy": {
        "draft": "draft",
        "propose_change": "published",
        "vet_change": "published",
        "refuse_change": "published",
        "change": "published",
        "ask_to_confirm": "published",
        "submit": "submitted",
        "vet": "vetted",
        "send_back": "returned",
        "lapse": "ended",
        "publish": "published",
        "pause": "paused",
        "resume": "published",
        "close": "closed",
        "reopen": "published",
        "end": "ended",
    },
    "question": {"ask": "asked", "write": "asked", "answer": "answered", "hand_over": "asked"},
    "report": {"receive": "received", "pass_on": "received", "settle": "settled", "dismiss": "dismissed"},
    "second": {"ask": "asked", "sign": "signed", "refuse": "refused", "lapse": "lapsed"},
    "copy": {"finish": "ready", "fail": "failed"},
    "deletion": {"ask": "asked", "undo": "undone"},
    "claim": {"open": "opened", "check": "checked", "settle": "settled", "refuse": "refused"},
    "batch": {"decide": "decided", "send_back": "returned", "stop": "decided", "finish": "released"},
    "evidence": {"verify": "verified", "reject": "rejected", "expire": "expired"},
    "application": {
        "submit": "submitted",
        "send_back": "returned",
        "endorse": "endorsed",
        "refer_back": "submitted",
        "present": "presented",
        "invite": "interviewing",
        "choose_slot": "interviewing",
        "propose_offer": "presented",
        "object_to_offer": "presented",
        "lapse_offer": "interviewing",
        "offer": "offered",
        "rescind": "closed",
        "accept": "accepted",
        "decline_offer": "declined",
        "not_select": "not_selected",
        "depart": "departed",
        "arrive": "arrived",
        "withdraw": "withdrawn",
        "supersede": "superseded",
        "restore": "submitted",
        "close": "closed",
        "hide_name": "presented",
        "decline_slots": "interviewing",
        "move_interview": "interviewing",
        "record_outcome": "interviewing",
    },
    "sheet": {"refuse": "refused"},
    "member": {
        "ask": "asked",
        "offer": "offered",
        "take_back": "waiting",
        "accept": "enrolled",
        "enrol": "enrolled",
        "decline": "left",
        "lapse": "left",
        "withdraw": "left",
        "leave": "left",
        "drop": "dropped",
        "release": "left",
        "finish": "finished",
        "bring_back": "enrolled",
    },
    "booking": {"book": "booked", "cancel": "cancelled", "pass": "passed"},
    "proposal": {"ask": "asked", "agree": "agreed", "decline": "declined", "lapse": "lapsed"},
}
KINDS = sorted(LETTERS)


class World:
    """The company, the candidate and the people behind them, from the cast."""

    def __init__(self, company, user):
        self.company, self.profile = company, ready_profile(user)

    def entry(self, kind: str, *, by=None, note: str = "", reach: str = "partners", before: str = "presented", **fields) -> Entry:
        """The news `kind` about a subject that stands where this step leads."""
        noun, step = kind.split(".")
        if noun == "search":
            return self.found(**fields)
        if noun == "interview":
            return self.reminded()
        if noun == "interest":
            return self.told_of_a_group()
        if noun == "reminder":
            return self.reminder(step, **fields)
        if noun in ("digest", "deputy"):
            return note_down(getattr(self, noun)(), kind, by=by)
        if noun in ("proposal", "sheet"):
            return note_down(getattr(self, noun)(STATES[noun][step], **fields), kind, by=by)
        subject = getattr(self, noun)(STATES[noun][step], **fields)
        if kind in ("vacancy.change", "vacancy.vet_change"):
            ApplicationFactory(candidate=self.profile, vacancy=subject, state="submitted")
        return record(subject, step, by=by, note=note, reach=reach, before=before)

    def employer(self, state, **fields):
        type(self.company).objects.filter(pk=self.company.pk).update(state=state, **fields)
        self.company.refresh_from_db()
        return self.company

    def demand(self, state, **fields):
        return DemandLetterFactory(employer=self.company, state=state, **fields)

    def vacancy(self, state, **fields):
        made = VacancyFactory(employer=self.company, state=state, is_entered_by_agency=state == "draft", **fields)
        if state == "returned":
            Remark.objects.create(vacancy=made, field="title_en", text="Say which language", by=self.profile.user)
        return made

    def evidence(self, state, **fields):
        return paper(self.profile, "degree", state=state, **fields)

    def batch(self, state, **fields):
        """Omar decided, Amna signed where it came so far."""
        omar, amna = (User.objects.get(email=f"{name}@example.org") for name in ("omar", "amna"))
        signed = {"signed_by": amna, "release_at": timezone.now()} if state == "released" else {}
        return Batch.objects.create(
            name="First group", desk="oec", subject_kind="application", step="endorse", by=omar, state=state, **signed
        )

    def question(self, state, **fields):
        """Asked by the candidate; it lies at OEC."""
        due = {"owner": "oec", "due_on": date(2026, 12, 1)} if state == "asked" else {}
        return Question.objects.create(person=self.profile.user, subject="other", reference="Q-2026-7K3M9P", state=state, **due | fields)

    def report(self, state, **fields):
        """With an address to which the end is told."""
        due = {"owner": "oec", "due_on": date(2026, 12, 1)} if state == "received" else {"outcome": "warned"}
        told = {"language": self.profile.user.language, "reply_to": "reporter@example.org"}
        return Report.objects.create(how="cash", reference="R-2026-7K3M9P", state=state, **due | told | fields)

    def claim(self, state, **fields):
        """Somebody's number is gone; the claim names the person's account."""
        due = {"owner": "oec", "due_on": date(2026, 12, 1)} if state in ("opened", "checked") else {}
        seen = {"seen_how": "original", "seen_by": self.profile.user} if state in ("checked", "settled") else {}
        told = {"kind": "lost", "reference": "R-7K3M-9P2Q", "full_name": self.profile.full_name, "cnic": self.profile.cnic}
        by = {"contact_kind": "phone", "address": "+923009998877", "claimant": self.profile.user, "profile": self.profile}
        return RegisterClaim.objects.create(state=state, **told | by | due | seen | fields)

    def found(self):
        """A kept search, and the job that was published since."""
        search = SavedSearch.objects.create(profile=self.profile, query="q=go", name="Go in Tokyo")
        entry = found(search, 0, [self.vacancy("published").pk])
        entry.save()
        return entry

    def reminded(self):
        """An interview at a chosen time to come."""
        row = interview(self.application("presented"), 20)
        row.slots.update(is_chosen=True)
        return note_down(row, REMIND, by=None, data={"application": str(row.application.public_id)})

    def reminder(self, what, owner="candidate", *, of_vacancy=False):
        """The clock speaks about an application that waits for the candidate or the employer, a returned vacancy, or a seat in a group."""
        if of_vacancy:
            subject = self.vacancy("returned", owner="employer", due_on=timezone.now().date())
        elif owner == "trainee":
            subject = self.member("offered")
        else:
            subject = self.application({"candidate": "returned", "employer": "presented"}[owner])
        remind([subject], what, timezone.now())
        return Entry.objects.filter(kind=f"reminder.{what}").latest("pk")

    def member(self, state, **fields):
        """A place in a language group."""
        return MemberFactory(profile=self.profile, state=state, **fields)

    def booking(self, state, **fields):
        """A test of Japanese."""
        return BookingFactory(member=MemberFactory(profile=self.profile, state="enrolled"), state=state, **fields)

    def told_of_a_group(self):
        """The next group opened."""
        entry = entry_of(Interest.objects.create(profile=self.profile), 1, [GroupFactory()])
        entry.data = {"groups": [Group.objects.latest("pk").pk]}
        entry.save()
        return entry

    def digest(self):
        """What lies before Amna this morning."""
        counts = {"own_late": 1, "own_due": 2, "shared_late": 3, "shared_due": 4, "escalated": 5}
        return Digest.objects.create(user=User.objects.get(full_name="Amna Siddiqui"), day=date(2026, 11, 30), counts=counts)

    def deputy(self):
        """Amna stands in for Omar."""
        omar, amna = (User.objects.get(full_name=name) for name in ("Omar Farooqi", "Amna Siddiqui"))
        return Deputy.objects.create(officer=omar, deputy=amna, by=amna, first_day=date(2026, 12, 1), last_day=date(2026, 12, 9))

    def proposal(self, state, **fields):
        """Another job for somebody who was not selected."""
        old, job = self.application("not_selected"), self.vacancy("published", title_en="Another job")
        said = {"state": state, "answer_by": date(2026, 12, 1), "answered_at": None if state == "asked" else timezone.now()}
        return Proposal.objects.create(application=old, vacancy=job, by=self.profile.user, **said | fields)

    def sheet(self, state, **fields):
        """A job sheet that the company sent as a file."""
        user, why = self.company.party.memberships.first().user, "Page two cannot be read" if state == "refused" else ""
        file = store_upload(upload(), owner=user, kind="job_sheet")
        return SentSheet.objects.create(employer=self.company, file=file, sent_by=user, refused_why=why, **fields)

    def second(self, state, **fields):
        """Somebody is invited to the desk: one operator asks, another signs."""
        asker, _new = User.objects.get_or_create(email="asker@example.org", defaults={"role": "operator", "full_name": "Asker"})
        signer, _new = User.objects.get_or_create(email="signer@example.org", defaults={"role": "operator", "full_name": "Signer"})
        given = {"matter": "invite", "wants": {"role": "auditor"}, "signers": ["operator"], "reason": "new", "asked_by": asker}
        due = {"owner": "second_signature", "due_on": date(2026, 12, 1)} if state == "asked" else {}
        return SecondSignature.objects.create(signed_by=signer if state == "signed" else None, state=state, **given | due | fields)

    def copy(self, state, **fields):
        about = {"user": self.profile.user, "state": state, "expires_at": timezone.now()}
        return Copy.objects.create(**about | {"file": sealed(self.profile.user, b"PK") if state == "ready" else None} | fields)

    def deletion(self, state, **fields):
        return Deletion.objects.create(user=self.profile.user, state=state, **fields)

    def application(self, state, **fields):
        made = ApplicationFactory(candidate=self.profile, vacancy=self.vacancy("published"), state=state, **fields)
        if state == "interviewing":
            interview(made)
        return made
