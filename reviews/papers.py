"""The printed file in English and Urdu: the cover with stages and checklist, and the note sheet, as values of their layouts."""

import unicodedata
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from accounts.models import ROLE_NAMES, User
from applications.models import Application
from candidates import standing
from candidates.models import Evidence, Profile
from candidates.models.evidence import KIND_NAMES
from candidates.states import EvidenceState
from jobs.presentation import employer_name
from paper.qr import qr_svg
from reviews.kinds import proves
from reviews.state_words import APPLICATION, EVIDENCE, STEPS
from reviews.timeline import may_read, name_of
from vault.masking import mask_cnic
from workflow.clock import PAKISTAN, ZONES
from workflow.models import CaseNote, Entry, Note

MOST = 200  # rows of a list on paper: more than any file has, and an end


def cover(profile: Profile, application: Application | None, reader: User) -> dict[str, Any]:
    """Number, names, masked CNIC, checklist; of an application the job and its stages, of a person every application."""
    with translation.override("en"):
        return {
            **heading(profile, application, reader),
            "cnic": mask_cnic(profile.cnic or ""),
            "job": job(application) if application else None,
            "stages": stages(application, reader) if application else [],
            "applications": [] if application else applications(profile, reader),
            "papers": checklist(profile),
        }


def note_sheet(profile: Profile, application: Application | None, reader: User) -> dict[str, Any]:
    """The notes that this reader may see, numbered, oldest first; lines to write on are the layout's."""
    sent = Application.objects.visible_to(reader).filter(candidate=profile)
    cases = [application] if application else [*sent.order_by("pk")[:MOST]]
    with translation.override("en"):
        return {**heading(profile, application, reader), "notes": notes(cases, reader)}


def heading(profile: Profile, application: Application | None, reader: User) -> dict[str, Any]:
    """What both sheets begin with; the code leads to the file at the desk, where one signs in."""
    names = [name for name in (profile.full_name, profile.passport_name) if name]
    at = ("desk_case", ["application", application.public_id]) if application else ("desk_person", [profile.public_id])
    return {
        "site": settings.SITE_NAME,
        "reference": str(application or profile),
        "candidate": profile.reference,
        "name_latin": next((name for name in names if not is_urdu(name)), ""),
        "name_urdu": next((name for name in names if is_urdu(name)), ""),
        "qr": qr_svg(f"{settings.SITE_URL}{reverse(f'admin:{at[0]}', args=at[1])}"),
        "printed_by": reader.full_name,
        "printed_on": moment(timezone.now()),
    }


def job(application: Application) -> dict[str, str]:
    """The vacancy and who offers it."""
    vacancy = application.vacancy
    return {"reference": vacancy.reference, "title": vacancy.title, "title_ur": vacancy.title_ur, "employer": employer_name(vacancy)}


def stages(application: Application, reader: User) -> list[dict[str, str]]:
    """Every step that moved the file, oldest first: what, when, who."""
    moved = Entry.objects.about(application).exclude(source_state=F("target_state")).select_related("actor", "on_behalf_of")
    return [
        {
            **in_both("what", STEPS.get(entry.kind, entry.kind)),
            "on": moment(entry.at),
            "by": name_of(entry.actor, entry.actor_role, reader),
            "role": role(entry.actor_role),
        }
        for entry in moved[:MOST]
    ]


def applications(profile: Profile, reader: User) -> list[dict[str, str]]:
    """What the person sent, newest first, and where each stands."""
    rows = Application.objects.visible_to(reader).filter(candidate=profile).select_related("vacancy__employer").order_by("-pk")
    return [{**job(row), "number": row.reference, **in_both("state", APPLICATION[row.state][2])} for row in rows[:MOST]]


def checklist(profile: Profile) -> list[dict[str, Any]]:
    """Each sort of paper with what is there and whether OEC verified it; a sort without a paper keeps its empty box."""
    standing.made_whole(profile)
    there = standing.papers_of(profile)
    checkers = User.objects.in_bulk({paper.checked_by_id for paper in there if paper.checked_by_id})
    rows: list[dict[str, Any]] = []
    for kind, name in KIND_NAMES.items():
        papers = [paper for paper in there if paper.kind == kind]
        rows += [in_both("paper", name) | (checked(paper, checkers) if paper else UNSEEN) for paper in papers or [None]]
    return rows


UNSEEN = {"about": "", "state": "", "state_ur": "", "is_verified": False, "how": "", "by": "", "valid_until": ""}


def checked(paper: Evidence, checkers: dict[int, User]) -> dict[str, Any]:
    """What became of one paper."""
    by = checkers.get(paper.checked_by_id) if paper.checked_by_id else None
    who = " · ".join(part for part in (by.full_name if by else "", day(paper.checked_at)) if part)
    return {
        "about": proves(paper),
        **in_both("state", EVIDENCE[paper.state][2]),
        "is_verified": paper.state == EvidenceState.VERIFIED,
        "how": " · ".join(part for part in (paper.get_checked_how_display(), paper.checked_reference) if part),
        "by": who,
        "valid_until": day(paper.expires_on),
    }


def notes(cases: list[Application], reader: User) -> list[dict[str, Any]]:
    """Words with a step and words without one, of these cases, that the reader may see; two queries whatever their number."""
    names = {row.public_id: row.reference for row in cases}
    kind = Q(entry__subject_kind=Application.KIND, entry__subject_id__in=[row.pk for row in cases])
    stepped = Note.objects.filter(kind).exclude(text="").select_related("entry__actor")
    plain = CaseNote.objects.filter(subject_kind=Application.KIND, subject_ref__in=names).exclude(text="").select_related("actor")
    found = [(note, note.entry, STEPS.get(note.entry.kind, "")) for note in stepped] + [(note, note, "") for note in plain]
    shown = sorted((row for row in found if may_read(row[0], row[1], reader)), key=lambda row: row[1].at)
    return [
        {
            "case": names[about.subject_ref],
            "what": str(what),
            "text": note.text,
            "is_urdu": is_urdu(note.text),
            "by": name_of(about.actor, about.actor_role, reader),
            "role": role(about.actor_role),
            "on": moment(about.at),
        }
        for note, about, what in shown
    ]


def is_urdu(text: str) -> bool:
    """Whether the first letter with a direction is read from the right."""
    return next((unicodedata.bidirectional(char) for char in text if unicodedata.bidirectional(char) in ("L", "R", "AL")), "L") != "L"


def in_both(name: str, word: Any) -> dict[str, str]:
    """A word of ours in English and in Urdu."""
    with translation.override("ur"):
        urdu = str(word)
    return {name: str(word), f"{name}_ur": urdu}


def role(name: str) -> str:
    return str(ROLE_NAMES.get(name, ""))  # type: ignore[call-overload]


def day(value: date | datetime | None) -> str:
    """A day with its month as a word, in Pakistan."""
    local = value.astimezone(ZONES[PAKISTAN]) if isinstance(value, datetime) else value
    return date_format(local, "j M Y", use_l10n=False) if local else ""


def moment(value: datetime) -> str:
    """Day and minute in Pakistan."""
    return f"{day(value)}, {value.astimezone(ZONES[PAKISTAN]):%H:%M}"
