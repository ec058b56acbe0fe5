"""Documents: one page each, kept as evidence for OEC to check."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import Role
from candidates import transitions
from candidates.forms import DocumentForm
from candidates.models import Evidence
from candidates.models.evidence import KIND_NAMES
from candidates.public_words import evidence_tag
from candidates.states import EvidenceKind
from vault.refusals import FileRefused
from vault.views import serve
from vault.words import sentence

MAX_FILES = 20
ASKED_NOW = tuple(kind for kind in EvidenceKind if kind != EvidenceKind.PASSPORT)


@role_required(Role.CANDIDATE)
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """All documents with their state; the newest of each first."""
    papers = Evidence.objects.visible_to(request.user).select_related("file", "education", "test__field", "experience")
    groups = [
        {
            "kind": kind.value,
            "name": KIND_NAMES[kind],
            "papers": [{"paper": paper, "tag": evidence_tag(paper)} for paper in papers if paper.kind == kind],
        }
        for kind in ASKED_NOW
    ]
    return render(request, "candidates/documents.html", {"groups": groups})


@role_required(Role.CANDIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Bring one document; what is wrong with a file is said in words and the page stays."""
    if kind not in set(EvidenceKind):
        raise Http404
    profile = transitions.profile_of(request.user)
    form = DocumentForm(request.POST or None, request.FILES or None, profile=profile, kind=kind)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        return redirect("candidates:documents")
    return render(request, "candidates/upload.html", {"form": form, "title": KIND_NAMES[EvidenceKind(kind)]})


def _kept(request: HttpRequest, form: DocumentForm) -> bool:
    profile = transitions.profile_of(request.user)
    if profile.evidence.count() >= MAX_FILES:
        form.add_error(
            "file", _("You have sent %(count)s documents, the most that a profile keeps. Call the helpline.") % {"count": MAX_FILES}
        )
        return False
    try:
        transitions.receive(profile, form.cleaned_data["file"], kind=form.kind, by=request.user, **form.proves())
    except FileRefused as refused:
        form.add_error("file", sentence(refused.code))
        return False
    messages.success(request, _("Received. OEC checks it; you see the result here."))
    return True


@role_required(Role.CANDIDATE)
@require_safe
def own_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The person's own document, as a download."""
    paper = get_object_or_404(Evidence.objects.visible_to(request.user).select_related("file"), public_id=public_id)
    return serve(request, paper.file, purpose="own")
