"""The records of one case: its steps with from where they came, and what changed in the fields."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import READERS
from records import history
from records.desk.page import show
from reviews.desk.page import kind_or_404, subject_or_404
from reviews.timeline import WATCHERS
from reviews.timeline import history as steps
from workflow.models import Stateful


@role_required(*READERS)
@require_safe
def case(request: HttpRequest, kind: str, public_id: object) -> HttpResponse:
    """A hundred changes, newest first; steps on the first page."""
    found = kind_or_404(request, kind)
    subject = subject_or_404(request, found, public_id)
    before = number(request.GET.get("before", ""))
    changes, more = history.page_of(found.name, subject, request.user, before)
    context = {
        "kind": found,
        "subject": subject,
        "reference": found.reference(subject),
        "steps": steps(subject, request.user) if isinstance(subject, Stateful) and not before else [],
        "sees_origin": request.user.role in WATCHERS,
        "changes": changes,
        "next": more,
        "is_first": not before,
    }
    return show(request, "records/case.html", context, title=_("Records of %(reference)s") % {"reference": context["reference"]})


def number(text: str) -> int | None:
    """The id from which on the page goes, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
