"""Documents: one page each, kept as evidence for OEC to check."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.models import User
from accounts.roles import Role
from candidates import transitions
from candidates.forms import ABOUT, DocumentForm, PassportForm
from candidates.models import Evidence
from candidates.models.evidence import KIND_NAMES
from candidates.public_words import evidence_tag
from candidates.states import EvidenceKind
from vault.refusals import FileRefused
from vault.views import serve
from vault.words import sentence
from workflow.steps import Refused


def asked_of(user: User) -> list[EvidenceKind]:
    """The documents that this person may bring now: the passport only after an offer (N11)."""
    may_bring_passport = import_string(settings.PASSPORT_WANTED)(user)
    return [kind for kind in EvidenceKind if kind != EvidenceKind.PASSPORT or may_bring_passport]


@role_required(Role.CANDIDATE)
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """All documents with their state; the newest of each first."""
    papers = list(Evidence.objects.visible_to(request.user).select_related("file", "education", "test", "experience"))
    groups = [
        {
            "kind": kind.value,
            "name": KIND_NAMES[kind],
            "papers": [{"paper": paper, "tag": evidence_tag(paper)} for paper in papers if paper.kind == kind],
        }
        for kind in asked_of(request.user)
    ]
    return render(request, "candidates/documents.html", {"groups": groups, "has_passport": len(groups) == len(EvidenceKind)})


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Bring one document; what is wrong with a file is said in words and the page stays."""
    if kind not in asked_of(request.user):
        raise Http404
    profile = transitions.profile_of(request.user)
    form_class = PassportForm if kind == EvidenceKind.PASSPORT else DocumentForm
    form = form_class(*given(request), profile=profile, kind=kind, initial=known(request, profile))
    if kind in ABOUT and not form.rows:
        messages.info(request, _("First say what the document is about, then add it here."))
        return redirect(f"candidates:{ABOUT[kind][0]}_new")
    if request.method == "POST" and form.is_valid() and kept(request, form):
        return redirect("candidates:documents")
    return render(request, "candidates/upload.html", {"form": form, "title": KIND_NAMES[EvidenceKind(kind)]})


def given(request: HttpRequest) -> tuple[Any, Any]:
    """What was sent; an empty POST is an answer too."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def known(request: HttpRequest, profile: Any) -> dict[str, Any]:
    """What the form can start with."""
    return {"about": request.GET.get("about", ""), "expires_on": profile.passport_expires_on}


def kept(request: HttpRequest, form: DocumentForm) -> bool:
    """Whether the file could be kept; if not, the form says why."""
    try:
        transitions.receive(form.profile, form.cleaned_data["file"], kind=form.kind, by=request.user, **form.proves())
    except FileRefused as refused:
        form.add_error("file", sentence(refused.code))
        return False
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return False
    form.keep()
    messages.success(request, _("Received. OEC checks it; you see the result here."))
    return True


@role_required(Role.CANDIDATE)
@require_safe
def own_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The person's own document, as a download."""
    paper = get_object_or_404(Evidence.objects.visible_to(request.user).select_related("file"), public_id=public_id)
    return serve(request, paper.file, purpose="own")
