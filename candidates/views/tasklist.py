"""The profile as tasks in three groups: what is done, begun, open, not yet possible or faulty, and where each leads."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from candidates.models import Education, Evidence, Experience, Profile, ProfileSkill, TestResult
from candidates.states import EvidenceKind, EvidenceState

DONE = "plain"
FAULTY = (EvidenceState.REJECTED, EvidenceState.EXPIRED)
LANGUAGE_KINDS = ("jlpt", "jft", "nat", "jtest", "bjt", "ielts")
Row = dict[str, Any]


def told_by(user: Any) -> Profile | None:
    """The profile with what its lists hold, in one query."""
    mine = TestResult.objects.filter(profile=OuterRef("pk"))
    return (
        Profile.objects.filter(user=user)
        .annotate(
            has_educations=Exists(Education.objects.filter(profile=OuterRef("pk"))),
            has_experiences=Exists(Experience.objects.filter(profile=OuterRef("pk"))),
            has_languages=Exists(mine.filter(kind__in=LANGUAGE_KINDS)),
            has_tests=Exists(mine.exclude(kind__in=LANGUAGE_KINDS)),
            has_skills=Exists(ProfileSkill.objects.filter(profile=OuterRef("pk"))),
        )
        .first()
    )


def groups(profile: Profile | None, user: Any) -> list[dict[str, Any]]:
    """About you, work and skills, papers and wishes. 2 queries besides the profile's own."""
    papers = list(profile.evidence.all()) if profile else []
    told = profile or Profile(user=user, full_name=user.full_name)
    return [
        {"title": _("About you"), "rows": about_you(told, user)},
        {"title": _("Work and skills"), "rows": work_and_skills(told)},
        {"title": _("Papers and wishes"), "rows": papers_and_wishes(told, user, papers)},
    ]


def about_you(told: Profile, user: Any) -> list[Row]:
    has_phone, has_district = bool(user.phone_verified), bool(told.district_id)
    return [
        row("names", _("Your name"), bool(told.full_name)),
        row("cnic", _("Your CNIC"), bool(told.cnic)),
        row("birth", _("Your date of birth"), told.birth_date is not None),
        row("contact", _("Phone and district"), has_phone and has_district, has_phone or has_district),
    ]


def work_and_skills(told: Profile) -> list[Row]:
    says_languages = not {"tests", "languages"}.isdisjoint(told.said_complete)
    said, has = told.said_complete, lambda name: bool(getattr(told, f"has_{name}", False))
    return [
        row("educations", _("School and university"), "education" in said, has("educations")),
        row("experiences", _("Work so far"), "experience" in said, has("experiences")),
        row("skills", _("Skills"), has("skills") or bool(told.skills)),
        row(
            "languages",
            _("Japanese and English"),
            says_languages,
            has("languages") or told.english_level != "",
        ),
        row("tests", _("Skills tests and IT exams"), not {"tests", "exams"}.isdisjoint(said), has("tests")),
        optional("words", _("Your work in your own words"), bool(told.about)),
        optional("links", _("Links to your work"), bool(told.code_url or told.portfolio_url or told.project_url)),
        optional("cv", _("Your own CV"), bool(told.cv_id)),
    ]


def papers_and_wishes(told: Profile, user: Any, papers: list[Evidence]) -> list[Row]:
    return [
        documents_row(papers),
        passport_row(user, papers),
        row("wishes", _("Work, pay and start that you wish for"), bool(told.wanted_fields), bool(told.wanted_pay or told.can_start_on)),
        optional("prefectures", _("Where in Japan"), False),
        optional("points", _("More that counts for Highly Skilled points"), bool(told.point_items)),
    ]


def row(name: str, label: str, is_done: bool, is_begun: bool = False) -> Row:
    return {"name": name, "label": label, "url": reverse(f"candidates:{name}"), "tag": tag(is_done, is_begun), "is_needed": True}


def optional(name: str, label: str, is_done: bool) -> Row:
    """A page that nobody must fill: it is not counted, and it does not draw the eye."""
    word = tag(True) if is_done else (DONE, "", _("Optional"))
    return {"name": name, "label": label, "url": reverse(f"candidates:{name}"), "tag": word, "is_needed": False}


def tag(is_done: bool, is_begun: bool = False) -> tuple[str, str, str]:
    """Completed is plain, so that only open work draws the eye."""
    if is_done:
        return (DONE, "", _("Completed"))
    return ("", "", _("In progress")) if is_begun else ("info", "", _("Not yet started"))


def documents_row(papers: list[Evidence]) -> Row:
    """The CNIC is the paper that every application needs: one file of it, or both sides."""
    cards = [paper for paper in papers if paper.kind == EvidenceKind.CNIC and paper.state not in FAULTY]
    sides = {paper.side for paper in cards}
    found = row("documents", _("Documents"), bool(sides) and sides != {Evidence.Side.BACK} and sides != {Evidence.Side.FRONT}, bool(papers))
    if any(paper.state in FAULTY and is_current(paper, papers) for paper in papers):
        found["tag"] = ("bad", "warn", _("There is a problem"))
    return found


def passport_row(user: Any, papers: list[Evidence]) -> Row:
    """The passport is asked only after an offer (N11): until then this cannot start."""
    label, is_done = _("Passport"), any(paper.kind == EvidenceKind.PASSPORT and paper.state not in FAULTY for paper in papers)
    if is_done or import_string(settings.PASSPORT_WANTED)(user):
        url = reverse("candidates:upload", args=[EvidenceKind.PASSPORT])
        return {"name": "passport", "label": label, "url": url, "tag": tag(is_done), "is_needed": True}
    text = _("We ask for it only when an employer offers you a job.")
    return {"name": "passport", "label": label, "url": "", "text": text, "tag": (DONE, "", _("Cannot start yet")), "is_needed": False}


def is_current(paper: Evidence, papers: list[Evidence]) -> bool:
    """No newer document of the same kind and side about the same entry stands beside it."""
    about = ("kind", "side", "education_id", "experience_id", "test_id")
    return not any(other.pk > paper.pk and all(getattr(other, name) == getattr(paper, name) for name in about) for other in papers)


def is_open(found: Row) -> bool:
    return found["is_needed"] and found["tag"][2] != _("Completed")


def progress(profile: Profile | None, user: Any) -> dict[str, Any]:
    """The groups, how many of the needed tasks are done, and the first that is not."""
    found = groups(profile, user)
    needed = [task for group in found for task in group["rows"] if task["is_needed"]]
    left = [task for task in needed if is_open(task)]
    return {"groups": found, "done": len(needed) - len(left), "total": len(needed), "next": left[0] if left else None}
