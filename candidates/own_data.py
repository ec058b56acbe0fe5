"""What candidates keep of a person: the profile, its lists, the documents."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from accounts.models import User
from candidates import joining
from candidates.models import Education, Evidence, Experience, Profile, ProfileSkill, SavedSearch, TestResult
from jobs.models import DemandLetter, FieldOpening, Remark, SentSheet, Vacancy, VacancyVersion
from vault.files import erase as erase_file
from vault.kinds import EXTENSION
from vault.models import StoredFile
from vault.moving import Move
from vault.plain import row, rows
from workflow.steps import Reason

HOLDS = {
    Profile: "profile",
    Education: "educations",
    Experience: "experiences",
    TestResult: "tests",
    ProfileSkill: "skills",
    SavedSearch: "saved_searches",
    Evidence: "documents",
}
LEFT_OUT = {
    Vacancy: "a company's, not a person's",
    DemandLetter: "a company's, not a person's",
    VacancyVersion: "a company's, not a person's",
    SentSheet: "a company's, not a person's",
    Remark: "what an officer asks a company to mend",
    FieldOpening: "a decision of the ministry, entered by an officer",
}
ERASED = "erased"
LISTS = {"educations": Education, "experiences": Experience, "tests": TestResult, "skills": ProfileSkill, "saved_searches": SavedSearch}
EMPTY = {
    "passport_name": "",
    "passport_surname": "",
    "name_katakana": "",
    "cnic": None,
    "passport_number": None,
    "passport_expires_on": None,
    "english_level": "",
    "skills": [],
    "about": "",
    "said_complete": [],
    "wanted_fields": [],
    "code_url": "",
    "portfolio_url": "",
    "project_url": "",
    "project_about": "",
    "cv": None,
    "point_items": [],
    "wanted_pay": None,
    "can_start_on": None,
}
IN_THE_LEDGER = {"full_name": ERASED, "birth_date": None, "district": None}


def of(user: User) -> Profile | None:
    return Profile.objects.filter(user=user).first()


def numbers(user: User) -> list[str]:
    """What the person is called in letters and at the counter."""
    return list(Profile.objects.filter(user=user).values_list("reference", flat=True))


def export(user: User) -> dict[str, Any]:
    """The profile with identity values in the clear, every list, every document with what became of it."""
    profile = of(user)
    lists = {name: rows(model.objects.filter(profile=profile).order_by("pk"), "profile") for name, model in LISTS.items()}
    papers = Evidence.objects.filter(profile=profile).select_related("file").order_by("pk")
    documents = [row(paper, "profile", "checked_by") | {"file": name_of(paper)} for paper in papers]
    return {"profile": told(profile) if profile else None, **lists, "documents": documents}


def told(profile: Profile) -> dict[str, Any]:
    places = [str(place) for place in profile.wanted_prefectures.order_by("pk")]
    return row(profile, "user", "katakana_fixed_by", "cv", "name_keys") | {"wanted_prefectures": places}


def name_of(paper: Evidence) -> str:
    return f"{paper.kind}-{paper.public_id.hex[:8]}.{EXTENSION.get(paper.file.media_type, 'bin')}"


def files(user: User) -> Iterator[tuple[str, StoredFile]]:
    for paper in Evidence.objects.filter(profile__user=user).select_related("file").order_by("pk"):
        yield name_of(paper), paper.file
    profile = of(user)
    if profile and profile.cv:
        yield "own-cv.pdf", profile.cv


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    for paper in Evidence.objects.filter(profile__user=user).select_related("file"):
        yield "candidates.evidence", paper.public_id
        yield "vault.storedfile", paper.file.public_id
    for profile in Profile.objects.filter(user=user):
        yield "candidates.profile", profile.public_id


@transaction.atomic
def erase(user: User, keep: frozenset[str]) -> None:
    """Lists and papers go, identity values and their indexes too; the row stays as a number without a person."""
    profile = of(user)
    if profile is None:
        return
    for stored in {paper.file for paper in profile.evidence.select_related("file")} | ({profile.cv} if profile.cv else set()):
        erase_file(stored)
    profile.evidence.update(checked_reference="", checked_link="", expires_on=None, owner="", due_on=None)
    for model in LISTS.values():
        model.objects.filter(profile=profile).delete()
    profile.wanted_prefectures.clear()
    for name, value in (EMPTY if "ledger" in keep else EMPTY | IN_THE_LEDGER).items():
        setattr(profile, name, value)
    profile.save()


# ── two accounts of one person ─────────────────────────────────────────────────────────────────────────
def moves(gone: User, kept: User) -> Iterator[Move]:
    one, other = of(gone), of(kept)
    return joining.moves(one, other) if one and other else iter(())


def moving_blockers(gone: User, kept: User) -> list[Reason]:
    one, other = of(gone), of(kept)
    return joining.blockers(one, other) if one and other else []


def standing(user: User) -> dict[str, Any]:
    """The papers and how often each was decided."""
    papers = Evidence.objects.filter(profile__user=user).order_by("pk")
    return {"documents": {str(ref): version for ref, version in papers.values_list("public_id", "version")}}


def take_over(gone: User, kept: User) -> list[tuple[str, int, str]]:
    """What the kept profile left empty."""
    one, other = of(gone), of(kept)
    return [(Profile._meta.label_lower, other.pk, name) for name in joining.fill(one, other)] if one and other else []


def held(users: list[int]) -> list[Any]:
    return [Evidence.objects.filter(profile__user__in=users)]
