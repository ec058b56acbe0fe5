"""The person's whole file on one page: told, brought, sent, agreed to, said and written, and who looked. Reads only."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application, Consent
from candidates import standing
from candidates.models import Evidence, Profile
from candidates.models.evidence import KIND_NAMES
from privacy.looks import looks_at
from register.models import Duplicate, MovedRow, RegisterEntry
from register.states import OPEN_PAIRS, DuplicateState
from reviews import papers, timeline
from reviews.kinds import proves, somebody
from reviews.state_words import CLOCK, EVIDENCE, STEPS
from support.models import Question
from workflow.models import Entry
from workflow.prepared import NUMBER, Prepared

MOST = 40
WORDS = {
    "duplicate.propose": _("Found by the system"),
    "duplicate.ask": _("One officer says: one person"),
    "duplicate.put_off": _("Put off"),
    "duplicate.keep_apart": _("Two people"),
    "duplicate.reopen": _("Opened again"),
    "duplicate.drop": _("Not signed: open again"),
    "duplicate.merge": _("Made one"),
    "person.sign_up": _("Signed up"),
    "person.change_phone": _("Phone changed"),
    "person.change_email": _("e-mail changed"),
    "person.change_password": _("Password changed"),
    "person.withdraw_consent": _("Consent taken back"),
    "person.lock": _("Account locked"),
    "person.unlock": _("Account opened again"),
    "person.merge": _("Two accounts became one"),
    "claim.open": _("Claim at the counter"),
    "claim.check": _("Card seen"),
    "claim.settle": _("Claim settled"),
    "claim.refuse": _("Claim refused"),
}


@dataclass(frozen=True)
class Step:
    """One line of the history; `old` is the number of the file under which it happened, where that was another."""

    line: timeline.Line
    about: str
    old: str


def file_of(profile: Profile, reader: User) -> dict[str, Any]:
    """Everything in a constant number of queries, each list with an end."""
    selves = [profile.user_id, *User.objects.filter(merged_into=profile.user_id).values_list("pk", flat=True)]
    standing.made_whole(profile)
    cases = list(Application.objects.visible_to(reader).filter(candidate__user__in=selves).select_related("vacancy", "candidate")[:MOST])
    brought = Evidence.objects.visible_to(reader).filter(profile__user__in=selves)
    brought = brought.select_related("profile", "education", "experience", "test").order_by("kind", "-created_at")[:MOST]
    consents = Consent.objects.visible_to(reader).filter(candidate__user__in=selves).select_related("employer").order_by("-pk")
    questions = Question.objects.visible_to(reader).filter(person__in=selves).order_by("-pk")
    return {
        "told": profile,
        "papers": [paper_row(paper, profile) for paper in brought],
        "stayed": [case for case in cases if case.candidate_id != profile.pk],
        "consents": consents[:MOST],
        "notes": papers.notes(cases, reader)[-MOST:],
        "letters": [letter_row(letter) for letter in import_string(settings.PERSON_LETTERS)(selves)],
        "questions": questions[:MOST],
        "entries": RegisterEntry.objects.visible_to(reader).filter(claimed_by__user__in=selves),
        "pairs": pairs_of(profile, reader),
        "looks": list(looks_at(profile.user)[:MOST]),
        "history": history(profile, reader),
    }


def paper_row(paper: Evidence, profile: Profile) -> dict[str, Any]:
    return {
        "paper": paper,
        "kind": KIND_NAMES[paper.kind],  # type: ignore[index]
        "about": proves(paper),
        "tag": EVIDENCE[paper.state],
        "old": paper.profile.reference if paper.profile_id != profile.pk else "",
    }


def letter_row(letter: dict[str, Any]) -> dict[str, Any]:
    """What the letter was about, in the words of the steps."""
    return letter | {"about": (STEPS | CLOCK | WORDS).get(letter["kind"], _("About the account"))}


def open_pair(person: int, reader: User) -> Duplicate | None:
    """The strongest pair, not decided yet, in which this candidate stands; one query, none for who may not see pairs."""
    return _open_pair(reader.role).first(person)


@cache
def _open_pair(role: str) -> Prepared[Duplicate]:
    rows = Duplicate.objects.visible_to(somebody(role)).filter(state__in=OPEN_PAIRS).order_by("-strength", "pk")
    return Prepared(lambda person: rows.of(person)[:1], NUMBER)


def pairs_of(profile: Profile, reader: User) -> list[dict[str, Any]]:
    """Files that may be this person's too, and those that were made one with it."""
    rows = Duplicate.objects.visible_to(reader).of(profile).exclude(state=DuplicateState.APART)
    found = rows.select_related("first", "second", "entry").order_by("-strength", "pk")[:MOST]
    return [
        {
            "pair": pair,
            "other": (pair.second if pair.first_id == profile.pk else pair.first) if pair.second else pair.entry,
            "is_one": pair.state == DuplicateState.MERGED,
            "why": pair.why,
        }
        for pair in found
    ]


# ── both histories as one ──────────────────────────────────────────────────────────────────────────────
def history(profile: Profile, reader: User) -> list[Step]:
    """The newest steps about the person, the applications and the papers, those of files that were merged into this one marked."""
    selves = {row.user_id: row for row in Profile.objects.filter(user__in=profile.user.selves().values("pk"))}
    files = {row.pk: row.reference for row in selves.values() if row.pk != profile.pk}
    sent = Application.objects.visible_to(reader).filter(candidate__user__in=list(selves))
    cases = {pk: (number, owner) for pk, number, owner in sent.values_list("pk", "reference", "candidate")}
    brought = Evidence.objects.visible_to(reader).filter(profile__user__in=list(selves))
    documents = {pk: (str(KIND_NAMES[kind]), owner) for pk, kind, owner in brought.values_list("pk", "kind", "profile")}  # type: ignore[index]
    about = Q(subject_kind="application", subject_id__in=list(cases)) | Q(subject_kind="evidence", subject_id__in=list(documents))
    about |= Q(subject_kind="person", subject_id__in=list(selves))
    entries = list(Entry.objects.filter(about).select_related("actor", "on_behalf_of", "note", "origin").order_by("-pk")[:MOST])
    old = moved_from(files) if files else {}
    people = {user: files.get(row.pk, "") for user, row in selves.items()}
    lines = timeline.lines_of(entries, reader, STEPS | WORDS)
    return [Step(line, *marks(entry, cases, documents, people, old, files)) for entry, line in zip(entries, lines, strict=True)]


def moved_from(files: dict[int, str]) -> dict[tuple[str, int], tuple[str, Any]]:
    """(kind, row) -> the number of the file from which it came, and when it moved."""
    kinds = {"applications.application": "application", "candidates.evidence": "evidence"}
    rows = MovedRow.objects.filter(of__in=kinds, column__in=("candidate_id", "profile_id"), was__in=[str(pk) for pk in files])
    found = rows.values_list("of", "row", "was", "duplicate__waiting_since")
    return {(kinds[of], row): (files[int(was)], at) for of, row, was, at in found}


def marks(entry: Entry, cases: Any, documents: Any, people: dict[int, str], old: Any, files: dict[int, str]) -> tuple[str, str]:
    """What the step is about, and under which other file it happened."""
    if entry.subject_kind == "person":
        return "", people[entry.subject_id]
    name, owner = (cases if entry.subject_kind == "application" else documents)[entry.subject_id]
    came, at = old.get((entry.subject_kind, entry.subject_id), ("", None))
    return name, files.get(owner, "") or (came if at and entry.at <= at else "")
