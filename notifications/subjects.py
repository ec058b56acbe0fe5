"""What a letter may know of the thing it speaks of: words for people, never identity values."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import SecondSignature, User
from accounts.roles import DESK, Role
from accounts.second import matter_of
from applications.models import Application, Interview, Offer, Proposal, Slot
from applications.words import GROUND_WORDS
from candidates.models import Evidence, SavedSearch
from jobs.models import DemandLetter, Employer, SentSheet, Vacancy
from notifications.turns import sentence_of
from privacy.models import Copy, Deletion
from programmes.models import Booking, Group, Interest, Member
from programmes.words import REASON_WORDS
from register.models import RegisterClaim
from reviews.batches import counts
from reviews.models import Batch, Deputy, Digest
from support.models import Question, Report
from workflow.deadlines import days_for
from workflow.models import Entry, Note, Reminder


def of_employer(pk: int) -> dict[str, Any]:
    return {"employer": Employer.objects.select_related("party").get(pk=pk)}


def of_demand(pk: int) -> dict[str, Any]:
    demand = DemandLetter.objects.select_related("employer").get(pk=pk)
    return {"demand": demand, "employer": demand.employer}


def of_vacancy(pk: int) -> dict[str, Any]:
    vacancy = Vacancy.objects.select_related("employer").get(pk=pk)
    remarks = [{"label": label_of(remark.field), "text": remark.text} for remark in vacancy.remarks.filter(answered_at=None)]
    return {"vacancy": vacancy, "employer": vacancy.employer, "remarks": remarks}


def label_of(field: str) -> object:
    """What the form calls this field of a vacancy, in the reader's language."""
    return next((known.verbose_name for known in Vacancy._meta.fields if known.name == field), field)


def of_sheet(pk: int) -> dict[str, Any]:
    """A job sheet that was sent as a file, and its company."""
    sheet = SentSheet.objects.select_related("employer").get(pk=pk)
    return {"sheet": sheet, "employer": sheet.employer}


def of_evidence(pk: int) -> dict[str, Any]:
    evidence = Evidence.objects.select_related("profile__user").get(pk=pk)
    return {"evidence": evidence, "candidate": evidence.profile}


def of_claim(pk: int) -> dict[str, Any]:
    return {"claim": RegisterClaim.objects.select_related("claimant", "profile__user").get(pk=pk)}


def of_application(pk: int) -> dict[str, Any]:
    found = Application.objects.select_related("candidate__user", "vacancy__employer").get(pk=pk)
    offer = Offer.objects.filter(application=found).first()
    return {
        "application": found,
        "vacancy": found.vacancy,
        "employer": found.vacancy.employer,
        "candidate": found.candidate,
        "offer": offer,
        "interview": Interview.objects.filter(application=found).order_by("-round").first(),
        "slots": Slot.objects.filter(interview__application=found, interview__confirmed_at=None, starts_at__gt=timezone.now()),
        "chosen": Slot.objects.filter(interview__application=found, is_chosen=True).order_by("-interview__round").first(),
        "was_presented": found.presented_at is not None,
        "shared_reason": GROUND_WORDS.get(found.close_reason) if found.reason_is_shared else None,
    }


def of_interview(pk: int) -> dict[str, Any]:
    """A round of interviews with its application."""
    interview = Interview.objects.prefetch_related("slots").get(pk=pk)
    return of_application(interview.application_id) | {"interview": interview, "chosen": interview.chosen}


def of_proposal(pk: int) -> dict[str, Any]:
    """The other job is the vacancy of the letter; the company that said no is not named beside it."""
    near = ("vacancy__employer", "application__candidate__user", "application__vacancy", "result")
    proposal = Proposal.objects.select_related(*near).get(pk=pk)
    old = proposal.application
    return {
        "proposal": proposal,
        "vacancy": proposal.vacancy,
        "employer": proposal.vacancy.employer,
        "application": proposal.result or old,
        "old_application": old,
        "candidate": old.candidate,
    }


def of_second(pk: int) -> dict[str, Any]:
    """A request for a second signature; the letter names what it is, never whom it is about."""
    request = SecondSignature.objects.select_related("asked_by").get(pk=pk)
    return {"second": request, "matter": matter_of(request).label}


def of_copy(pk: int) -> dict[str, Any]:
    copy = Copy.objects.select_related("user").get(pk=pk)
    return {"copy": copy, "person": copy.user}


def of_deletion(pk: int) -> dict[str, Any]:
    deletion = Deletion.objects.select_related("user").get(pk=pk)
    return {"deletion": deletion, "person": deletion.user}


def of_batch(pk: int) -> dict[str, Any]:
    """Decisions taken together, with what became of them; nobody is named."""
    batch = Batch.objects.select_related("by", "signed_by").get(pk=pk)
    return {"batch": batch, "counts": counts(batch)}


def of_member(pk: int) -> dict[str, Any]:
    """A place in a language group; why it ended, and whether the day of asking is kept for the next group."""
    member = Member.objects.select_related("profile__user", "group__programme").get(pk=pk)
    why, is_kept = REASON_WORDS.get(member.reason, ""), member.reason in ("group_cancelled", "not_placed")
    group = {"group": member.group, "programme": member.group.programme}
    return group | {"member": member, "candidate": member.profile, "why": why, "is_kept": is_kept}


def of_interest(pk: int) -> dict[str, Any]:
    """Who wants to be told of the next group; None once the account was erased."""
    return {"interest": Interest.objects.select_related("profile__user").filter(pk=pk).first()}


def of_booking(pk: int) -> dict[str, Any]:
    """A test that is booked for somebody."""
    booking = Booking.objects.select_related("sitting__field", "member__profile__user").get(pk=pk)
    return {"booking": booking, "sitting": booking.sitting, "candidate": booking.member.profile}


def of_question(pk: int) -> dict[str, Any]:
    return {"question": Question.objects.select_related("person").get(pk=pk)}


def of_report(pk: int) -> dict[str, Any]:
    return {"report": Report.objects.get(pk=pk)}


def of_search(pk: int) -> dict[str, Any]:
    """A kept search; None once it was removed."""
    return {"search": SavedSearch.objects.select_related("profile__user").filter(pk=pk).first()}


def of_reminder(pk: int) -> dict[str, Any]:
    """The case of which the clock speaks with its surroundings; whose turn it is, since when, and what silence brings."""
    reminder = Reminder.objects.get(pk=pk)
    about = FACTS[reminder.subject_kind](reminder.subject_id)
    subject = about[reminder.subject_kind]
    closes = reminder.at.date() + timedelta(days=days_for("warning", reminder.at.date()))
    turn = {"turn": sentence_of(subject, reminder.owner), "since": subject.waiting_since, "closes": closes}
    return about | turn | {"reminder": reminder, "due": reminder.due_on, "subject": subject}


def of_digest(pk: int) -> dict[str, Any]:
    """What an officer has before them this morning."""
    digest = Digest.objects.select_related("user").get(pk=pk)
    return {"digest": digest, "officer": digest.user, "counts": digest.counts}


def of_deputy(pk: int) -> dict[str, Any]:
    """Who stands in for whom, and when."""
    return {"deputy": Deputy.objects.select_related("officer", "deputy").get(pk=pk)}


FACTS = {
    "reminder": of_reminder,
    "digest": of_digest,
    "deputy": of_deputy,
    "search": of_search,
    "employer": of_employer,
    "demand": of_demand,
    "vacancy": of_vacancy,
    "sheet": of_sheet,
    "batch": of_batch,
    "evidence": of_evidence,
    "claim": of_claim,
    "application": of_application,
    "interview": of_interview,
    "proposal": of_proposal,
    "member": of_member,
    "interest": of_interest,
    "booking": of_booking,
    "second": of_second,
    "copy": of_copy,
    "deletion": of_deletion,
    "question": of_question,
    "report": of_report,
}


def facts_of(entry: Entry) -> dict[str, Any]:
    """The subject with its surroundings, the entry, what its owner has time for, and the note if letters may carry it."""
    facts = FACTS[entry.subject_kind](entry.subject_id)
    subject = facts[entry.subject_kind]
    due = (
        subject.due_on if getattr(subject, "version", None) == entry.seq else None
    )  # it has moved on since: this date belongs to somebody else
    news = {"jobs": jobs_of(entry), "groups": groups_of(entry)}
    return {"due": due, **facts, "entry": entry, "note": note_of(entry), **news}


def groups_of(entry: Entry) -> list[Group]:
    """The language groups that the entry tells of, as far as they still take requests."""
    wanted = entry.data.get("groups", [])
    return list(Group.objects.asked_for().filter(pk__in=wanted).select_related("programme").order_by("starts_on", "pk")) if wanted else []


def jobs_of(entry: Entry) -> list[Vacancy]:
    """The jobs that the entry tells of, in its order, as far as they are still open."""
    if "jobs" not in entry.data:
        return []
    found = Vacancy.objects.open().select_related("employer", "prefecture").in_bulk(entry.data["jobs"])
    return [found[pk] for pk in entry.data["jobs"] if pk in found]


def note_of(entry: Entry) -> str:
    """The words that were written for the reader of the letter; words for colleagues never leave the desk."""
    reaches = [Note.Reach.CANDIDATE] if entry.subject_kind in ("application", "evidence", "proposal") else [Note.Reach.EMPLOYER]
    note = Note.objects.filter(entry=entry, reach__in=reaches).first()
    return note.text if note else ""


OWN_PAGES = {  # the same in every role
    "search": "candidates:searches",
    "copy": "privacy:copy",
    "deletion": "privacy:delete",
    "sheet": "employer:sheets",
    "member": "programmes:home",
    "interest": "programmes:home",
    "booking": "programmes:home",
}
CANDIDATE_PAGES = {
    "question": "support:question",
    "application": "applications:detail",
    "interview": "applications:detail",
    "proposal": "applications:proposal",
}
DESK_PAGES = {
    "batch": "admin:desk_batch",
    "question": "admin:desk_question",
    "report": "admin:desk_report",
    "claim": "admin:register_claim",
    "second": "admin:second",
}
DESK_LISTS = {"deputy": "admin:desk_deputies"}
EMPLOYER_PAGES = {
    "question": "support:question",
    "application": "employer_candidates:detail",
    "interview": "employer_candidates:detail",
    "vacancy": "employer:vacancy",
    "demand": "employer:letter",
}


def ref_of(entry: Entry) -> object:
    """The id in the address: an interview has no page of its own, it stands on that of its application."""
    return entry.data["application"] if entry.subject_kind == "interview" else entry.subject_ref


def kind_of(entry: Entry) -> str:
    """Of what the entry speaks: a reminder speaks of its case."""
    return str(entry.data["of"]) if entry.subject_kind == Reminder.KIND else entry.subject_kind


def link_to(entry: Entry, reader: User) -> str:
    """The page where this reader goes on, in the reader's language."""
    kind = kind_of(entry)
    with override(reader.language):
        if kind in OWN_PAGES:
            return reverse(OWN_PAGES[kind])
        if reader.role in DESK:
            own = DESK_PAGES.get(kind)
            return reverse(own, args=[ref_of(entry)]) if own else reverse(DESK_LISTS.get(kind, "admin:index"))
        if reader.role == Role.CANDIDATE:
            home, pages = "candidates:documents" if kind == "evidence" else "candidates:home", CANDIDATE_PAGES
        else:
            home, pages = "employer:home", EMPLOYER_PAGES
        name = pages.get(kind)
        return reverse(name, args=[ref_of(entry)]) if name else reverse(home)
