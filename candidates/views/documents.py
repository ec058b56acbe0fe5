"""Documents: one page each, kept as evidence for OEC to check."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from accounts.access import role_required
from accounts.models import User
from accounts.roles import Role
from candidates import transitions
from candidates.forms import ABOUT, DocumentForm, PassportForm
from candidates.guides import GUIDES, Guide, slug_of
from candidates.models import Evidence, Profile
from candidates.models.evidence import KIND_NAMES
from candidates.public_words import evidence_word
from candidates.states import EvidenceKind
from vault.refusals import FileRefused
from vault.views import serve
from vault.words import sentence
from workflow.steps import Reason, Refused


def asked_of(user: User) -> list[EvidenceKind]:
    """The documents that this person may bring now: the passport only after an offer (N11)."""
    may_bring_passport = import_string(settings.PASSPORT_WANTED)(user)
    return [kind for kind in EvidenceKind if kind != EvidenceKind.PASSPORT or may_bring_passport]


def planned_start(user: User) -> date | None:
    """The first day of work of a job with an offer, as the applications know it."""
    found: date | None = import_string(settings.PLANNED_START)(user)
    return found


@role_required(Role.CANDIDATE)
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """All documents with their state, the newest of each first, and what is still missing."""
    papers = list(Evidence.objects.visible_to(request.user).select_related("file", "education", "test", "experience").order_by("-pk"))
    profile, start = Profile.objects.filter(user=request.user).first(), planned_start(request.user)
    uses = import_string(settings.EVIDENCE_USES)(request.user) if papers else {}
    rows = [paper_row(paper, papers, start, uses) for paper in papers]
    groups = [
        {
            "name": KIND_NAMES[kind],
            "papers": [row for row in rows if row["paper"].kind == kind],
            "missing": missing(kind, profile, papers),
            "profile_url": reverse(f"candidates:{ABOUT[kind][0]}_new") if kind in ABOUT else "",
        }
        for kind in asked_of(request.user)
    ]
    return render(request, "candidates/documents.html", {"groups": groups, "has_passport": len(groups) == len(EvidenceKind)})


def paper_row(paper: Evidence, papers: list[Evidence], start: date | None, uses: Any) -> dict[str, Any]:
    """One document in words; an older copy of the same thing says so and asks for nothing."""
    colour, icon, word, sentence = evidence_word(paper, start)
    is_old = not is_current(paper, papers)
    about = paper.education or paper.test or paper.experience
    return {
        "paper": paper,
        "label": about or GUIDES[slug_of(paper.kind, paper.side)].title,
        "tag": ("plain", "", _("Replaced")) if is_old else (colour, icon, word),
        "sentence": _("You have sent a newer copy.") if is_old else sentence,
        "uses": uses.get(str(paper.public_id), 0),
        "replace_url": "" if is_old else upload_url(slug_of(paper.kind, paper.side), about),
    }


def missing(kind: EvidenceKind, profile: Profile | None, papers: list[Evidence]) -> list[dict[str, str]]:
    """What has no document yet, with the page where it is added: sides of a card, or entries of the profile."""
    if kind in ABOUT:
        rows, column = ABOUT[kind]
        known = {getattr(paper, f"{column}_id") for paper in papers if paper.kind == kind}
        entries = getattr(profile, rows).all() if profile else []
        return [{"label": str(row), "url": upload_url(str(kind), row)} for row in entries if row.pk not in known]
    sides = {paper.side for paper in papers if paper.kind == kind}
    slots = [(slug, guide) for slug, guide in GUIDES.items() if guide.kind == kind and not sides & {guide.side, ""}]
    return [{"label": str(guide.title), "url": upload_url(slug)} for slug, guide in slots]


def upload_url(slug: str, about: Any = None) -> str:
    """Where one document is added; `about` is the entry of the profile that it proves."""
    url = reverse("candidates:upload", args=[slug])
    return f"{url}?{urlencode({'about': about.public_id})}" if about else url


def is_current(paper: Evidence, papers: list[Evidence]) -> bool:
    """No newer document of the same side about the same entry stands beside it."""
    same = ("kind", "side", "education_id", "experience_id", "test_id")
    return not any(other.pk > paper.pk and all(getattr(other, name) == getattr(paper, name) for name in same) for other in papers)


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Bring one document; what is wrong with a file is said in words and the page stays."""
    guide = GUIDES.get(kind)
    if guide is None or guide.kind not in asked_of(request.user):
        raise Http404
    profile = transitions.profile_of(request.user)
    form = form_of(request, guide, profile)
    if guide.kind in ABOUT and not form.rows:
        messages.info(request, _("First say what the document is about, then add it here."))
        return redirect(f"candidates:{ABOUT[guide.kind][0]}_new")
    if request.method == "POST" and form.is_valid() and (paper := kept(request, form, guide)):
        return redirect(after(guide, paper))
    pictures = {name: f"examples/{guide.slug}-{name}.svg" for name in ("good", "bad")}
    return render(request, "candidates/upload.html", {"form": form, "guide": guide, "title": guide.title} | pictures)


def form_of(request: HttpRequest, guide: Guide, profile: Profile) -> DocumentForm:
    """The form of this document, with what it can start with; an empty POST is an answer too."""
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {"about": request.GET.get("about", ""), "expires_on": profile.passport_expires_on}
    if guide.kind == EvidenceKind.PASSPORT:
        return PassportForm(*given, profile=profile, kind=guide.kind, initial=initial, start=planned_start(request.user))
    return DocumentForm(*given, profile=profile, kind=guide.kind, initial=initial)


def kept(request: HttpRequest, form: DocumentForm, guide: Guide) -> Evidence | None:
    """The document, if the file could be kept; if not, the form says why."""
    try:
        limits.take(("upload.person", str(request.user.pk)))
        file = form.cleaned_data["file"]
        paper = transitions.receive(form.profile, file, kind=form.kind, by=request.user, side=guide.side, **form.proves())
    except limits.TooMany as full:
        form.add_error("file", str(Reason("documents_too_often", (("minutes", full.minutes),))))
    except FileRefused as refused:
        form.add_error("file", sentence(refused.code))
    except Refused as refusal:
        form.add_error("file", str(refusal))
    else:
        form.keep()
        say(request, form, paper)
        return paper
    return None


def say(request: HttpRequest, form: DocumentForm, paper: Evidence) -> None:
    """What happened, and what the person should know although it was taken."""
    if paper.is_known:
        messages.info(request, _("We already have this file. Nothing was stored twice, and you need to do nothing."))
    elif paper.file.is_clean:
        messages.success(request, _("Received. OEC checks it; you see the result here."))
    else:
        messages.success(request, _("Received. We check it for viruses, then OEC checks it; you see the result here."))
    if paper.file.is_blurred:
        messages.warning(request, _("The photo may be a little blurred. If you cannot read every line yourself, send a sharper one."))
    for note in form.notes:
        messages.warning(request, note)


def after(guide: Guide, paper: Evidence) -> str:
    """The other side of a card when it is still missing, else the list."""
    is_whole = guide.then and not paper.side
    kind = GUIDES[guide.then].kind if guide.then else ""
    is_there = guide.then and paper.profile.evidence.filter(kind=kind, side__in=[GUIDES[guide.then].side, ""]).exists()
    return reverse("candidates:documents") if not guide.then or is_whole or is_there else upload_url(guide.then)


@role_required(Role.CANDIDATE)
@require_safe
def own_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The person's own document, as a download."""
    paper = get_object_or_404(Evidence.objects.visible_to(request.user).select_related("file"), public_id=public_id)
    return serve(request, paper.file, purpose="own")
