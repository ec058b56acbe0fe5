"""Schools, jobs and tests: a list of each, with a way to add, change and remove, and to say that it is complete."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.roles import Role
from candidates import rules
from candidates.forms import EducationForm, ExamForm, ExperienceForm, LanguageForm
from candidates.models import Education, Experience, Profile, TestResult
from candidates.public_words import evidence_tag
from candidates.transitions import profile_of, today
from candidates.views.profile import saved, touch
from candidates.views.quick import kept_answers
from candidates.views.tasklist import LANGUAGE_KINDS
from workflow.steps import Reason

MOST = 30


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One kind of entry; `section` is what the person says to be complete, `proof` the document that supports an entry."""

    form: type[forms.ModelForm]
    model: Any
    title: Any
    add: Any
    section: str
    proof: str
    hint: Any = ""
    only: Q | None = None

    def mine(self, user: Any) -> Any:
        return self.model.objects.visible_to(user).filter(self.only or Q())

    def is_said(self, said: list[str]) -> bool:
        """Whether the person said that this is everything; "tests" stands for both lists of tests."""
        return self.section in said or (self.model is TestResult and "tests" in said)


LISTS = {
    "educations": Listed(
        form=EducationForm,
        model=Education,
        title=gettext_lazy("School and university"),
        add=gettext_lazy("Add a school or university"),
        section="education",
        proof="degree",
        hint=gettext_lazy(
            "Begin with the highest. Send the degree and the transcript as documents. HEC or IBCC attestation comes later, after an offer."
        ),
    ),
    "experiences": Listed(
        form=ExperienceForm,
        model=Experience,
        title=gettext_lazy("Work so far"),
        add=gettext_lazy("Add a job"),
        section="experience",
        proof="experience",
        hint=gettext_lazy("Letters from your employers prove the months. For a visa without a degree the whole time needs letters."),
    ),
    "languages": Listed(
        form=LanguageForm,
        model=TestResult,
        title=gettext_lazy("Japanese and English"),
        add=gettext_lazy("Add a language test"),
        section="languages",
        proof="test",
        only=Q(kind__in=LANGUAGE_KINDS),
    ),
    "tests": Listed(
        form=ExamForm,
        model=TestResult,
        title=gettext_lazy("Skills tests and IT exams"),
        add=gettext_lazy("Add a test or exam"),
        section="exams",
        proof="test",
        only=~Q(kind__in=LANGUAGE_KINDS),
    ),
}


@role_required(Role.CANDIDATE)
@require_safe
def listing(request: HttpRequest, name: str) -> HttpResponse:
    """The entries of one kind, with a way to add, change and remove."""
    listed = LISTS[name]
    rows = list(listed.mine(request.user).prefetch_related("evidence"))
    told = Profile.objects.filter(user=request.user).first()
    context = {
        "name": name,
        "title": listed.title,
        "add": listed.add,
        "hint": listed.hint,
        "lines": [line(name, row) for row in rows],
        "notes": notes(rows) if name == "experiences" else [],
        "english": told.get_english_level_display() if told and told.english_level else "",
        "is_complete": listed.is_said(told.said_complete if told else []),
        "is_full": len(rows) >= MOST,
        "add_url": reverse(f"candidates:{name}_new"),
        "complete_url": reverse(f"candidates:{name}_complete"),
    }
    return render(request, "candidates/listing.html", context)


def line(name: str, row: Any) -> dict[str, Any]:
    """One entry with its addresses, its newest document and what one should look at again."""
    papers = sorted(row.evidence.all(), key=lambda paper: paper.pk)
    return {
        "row": row,
        "tag": evidence_tag(papers[-1]) if papers else None,
        "notes": doubts(row) if name == "educations" else [],
        "edit_url": reverse(f"candidates:{name}_edit", args=[row.public_id]),
        "remove_url": reverse(f"candidates:{name}_remove", args=[row.public_id]),
        "upload_url": f"{reverse('candidates:upload', args=[LISTS[name].proof])}?{urlencode({'about': row.public_id})}",
    }


def doubts(row: Education) -> list[Reason]:
    """Friendly notes about one school."""
    return rules.education_warnings(level=row.level, started_year=row.started_year, finished_year=row.finished_year)


def notes(rows: list[Experience]) -> list[str]:
    """Gaps and overlaps of the work, with the months as words."""
    found = rules.work_notes([(row.started_on, row.ended_on) for row in rows], today=today())
    return [str(Reason(note.code, tuple((key, month(value)) for key, value in note.values))) for note in found]


def month(value: object) -> object:
    return date_format(value, "YEAR_MONTH_FORMAT") if isinstance(value, date) else value


@role_required(Role.CANDIDATE)
@require_POST
def complete(request: HttpRequest, name: str) -> HttpResponse:
    """The person says that this section is complete, so that a missing degree counts as missing and not as not yet told."""
    with transaction.atomic():
        profile = Profile.objects.select_for_update(no_key=True).get(pk=profile_of(request.user).pk)
        said = {*profile.said_complete, LISTS[name].section}
        profile.said_complete = sorted(said | {"tests"} if {"languages", "exams"} <= said else said)
        profile.save(update_fields=["said_complete", "updated_at"])
    messages.success(request, _("Saved."))
    return redirect("candidates:profile")


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, name: str, public_id: str | None = None) -> HttpResponse:
    """Add or change one entry."""
    listed = LISTS[name]
    mine = listed.model.objects.visible_to(request.user)
    count = 0 if public_id else listed.mine(request.user).count()
    if count >= MOST:
        messages.error(request, _("This list is full. Remove an entry first."))
        return redirect(f"candidates:{name}")
    row = get_object_or_404(mine, public_id=public_id) if public_id else new_row(request, name, is_first=not count)
    listed = LISTS[home_of(name, row)] if public_id else listed
    form = listed.form(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid() and saved(request, form):
        return redirect(f"candidates:{name}")
    return render(request, "candidates/page.html", {"form": form, "title": listed.title if public_id else listed.add, "back_name": name})


def new_row(request: HttpRequest, name: str, *, is_first: bool) -> Any:
    """An empty entry; the first one begins with what the person said in the sixty-second check."""
    said = kept_answers(request, name) if is_first else {}
    return LISTS[name].model(profile=profile_of(request.user), **said)


def home_of(name: str, row: Any) -> str:
    """The list in which an entry stands: both lists of tests hold one kind of row."""
    if not isinstance(row, TestResult):
        return name
    return "languages" if row.kind in LANGUAGE_KINDS else "tests"


@role_required(Role.CANDIDATE)
@require_POST
def remove(request: HttpRequest, name: str, public_id: str) -> HttpResponse:
    """Take one entry away; documents about it stay with OEC but prove nothing any more."""
    get_object_or_404(LISTS[name].model.objects.visible_to(request.user), public_id=public_id).delete()
    touch(request)
    messages.success(request, _("Removed."))
    return redirect(f"candidates:{name}")
