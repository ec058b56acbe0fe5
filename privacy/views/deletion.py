"""The end of one's own account: what goes, what stays and how long, two weeks to change one's mind."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import fresh_required, role_required
from accounts.roles import Role
from privacy import own_data
from privacy.forms import DeleteForm
from privacy.states import DeletionState
from privacy.transitions import ask_deletion, close_account, running, undo_deletion
from workflow.steps import Refused


@never_cache
@role_required(Role.CANDIDATE)
@fresh_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """What will happen, in full, before the word is typed."""
    deletion = running(request.user)
    if deletion is not None:
        return render(request, "privacy/deletion.html", {"deletion": deletion, "may_undo": deletion.state == DeletionState.ASKED})
    form = DeleteForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return asked(request)
    return render(request, "privacy/delete.html", {"form": form, "ties": own_data.ties(request.user)})


def asked(request: HttpRequest) -> HttpResponse:
    """Written down; where nothing was ever sent, the door closes at once."""
    deletion = ask_deletion(request.user)
    if deletion.begins_at > timezone.now():
        messages.success(request, _("We delete your account. You can change your mind until the day that stands here."))
        return redirect("privacy:delete")
    close_account(deletion)
    logout(request)
    messages.success(request, _("Your account is closed and we are erasing your data now."))
    return redirect("home")


@role_required(Role.CANDIDATE)
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Keep the account."""
    deletion = running(request.user)
    if deletion is None:
        raise Http404
    try:
        undo_deletion(deletion, by=request.user)
        messages.success(request, _("Your account stays. Nothing was erased."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("privacy:home")
