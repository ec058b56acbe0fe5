"""Saved filters of the queues: save the present one under a name, rename, share, delete."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.models import User
from accounts.roles import PARTNERS
from reviews import assignments, saving
from reviews.deputies import LEADS
from reviews.desk.page import kind_or_404
from reviews.desk.queue import GROUP_WORDS, district_of, fields
from reviews.kinds import KINDS, Kind
from reviews.models import SavedFilter
from reviews.wishes import Wish
from workflow.steps import Refused

WORDS = {**GROUP_WORDS, "late": gettext_lazy("Late"), "today": gettext_lazy("Due today"), "escalated": gettext_lazy("Escalated")}
WHO = {"nobody": gettext_lazy("Given to: nobody"), "somebody": gettext_lazy("Given to: somebody who is not here any more")}


class SaveForm(forms.Form):
    """The name; who leads may share it with the own organisation."""

    name = forms.CharField(
        label=gettext_lazy("Name of the filter"), max_length=40, widget=forms.TextInput({"dir": "auto", "autocomplete": "off"})
    )
    is_shared = forms.BooleanField(
        label=gettext_lazy("Share it with your organisation"),
        help_text=gettext_lazy("All colleagues see it above the queue. Without the tick only you see it."),
        required=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.role not in LEADS:
            del self.fields["is_shared"]

    @property
    def said(self) -> dict[str, Any]:
        """The name, and whether it is shared."""
        return {"name": self.cleaned_data["name"], "is_shared": self.cleaned_data.get("is_shared", False)}


@role_required(*PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, kind: str) -> HttpResponse:
    """Name the filter that the address describes; what cannot be kept comes back as it was typed."""
    found = kind_or_404(request, kind)
    wish, form = Wish.read(request.GET, found).but(), SaveForm(request.POST or None, user=request.user)
    back = f"{reverse('admin:desk_queue', args=[kind])}{wish.query}"
    if request.method == "POST" and form.is_valid():
        try:
            saving.save(found, wish, **form.said, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The filter stands above the queue."))
            return redirect(back)
    context = {"form": form, "said": said(wish, found, request.user), "kind": found, "back_url": back}
    return show(request, "reviews/filter.html", context, title=_("Save this filter"), status=422 if form.errors else 200)


def said(wish: Wish, kind: Kind, user: User) -> list[str]:
    """The filter in words."""
    names = (
        {str(person.public_id): _("Given to: %(name)s") % {"name": person} for person in assignments.colleagues(user)} if wish.who else {}
    )
    known = {"it": _("IT and engineers")} | {field.pk: str(field) for field in fields()}
    return saving.words_of(wish, kind, groups=WORDS | WHO, fields=known, district=district_of(wish), people=names)


@role_required(*PARTNERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All that this person saved, and those of the own organisation."""
    lines = saving.lines(request.user, [field.pk for field in fields()])
    shown = [{"line": line, "said": [] if line.is_old else said(saving.wish_of(line.row), line.kind, request.user)} for line in lines]
    return show(request, "reviews/filters.html", {"lines": shown, "leads": request.user.role in LEADS}, title=_("Saved filters"))


def own_or_404(request: HttpRequest, public_id: object) -> SavedFilter:
    """One of this person's own: what a colleague shares is for looking only."""
    return get_object_or_404(SavedFilter.objects.visible_to(request.user), public_id=public_id, user=request.user, subject_kind__in=KINDS)


@role_required(*PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: object) -> HttpResponse:
    """Another name; shared or not."""
    row = own_or_404(request, public_id)
    form = SaveForm(request.POST or None, user=request.user, initial={"name": row.name, "is_shared": row.is_shared})
    if request.method == "POST" and form.is_valid():
        try:
            saving.change(row, **form.said, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("admin:desk_filters")
    kind = KINDS[row.subject_kind]
    context = {"form": form, "said": said(saving.wish_of(row), kind, request.user), "kind": kind, "back_url": reverse("admin:desk_filters")}
    return show(request, "reviews/filter.html", context, title=_("Change a saved filter"), status=422 if form.errors else 200)


@role_required(*PARTNERS)
@require_safe
def ask(request: HttpRequest, public_id: object) -> HttpResponse:
    """Are you sure? The page that says who loses it."""
    return show(request, "reviews/filter_delete.html", {"row": own_or_404(request, public_id)}, title=_("Delete a saved filter"))


@role_required(*PARTNERS)
@require_POST
def delete(request: HttpRequest, public_id: object) -> HttpResponse:
    """Gone; cases are not touched."""
    saving.delete(own_or_404(request, public_id), by=request.user)
    messages.success(request, _("Deleted. The cases stay as they are."))
    return redirect("admin:desk_filters")
