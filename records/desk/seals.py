"""The newest seal of each log: who writes its digest down elsewhere can prove later that nothing before it was changed."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import role_required
from paper.table import attached
from records import seals as chain
from records.desk.page import show
from records.logs import LOGS
from reviews.timeline import WATCHERS


@role_required(*WATCHERS)
@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """The heads."""
    rows = [{"log": LOGS[head.log].word, "seal": head, "digest": bytes(head.digest).hex()} for head in chain.heads()]
    return show(request, "records/seals.html", {"rows": rows}, title=_("Seals"))


@role_required(*WATCHERS)
@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """The same as a small file, as `manage.py check_seals --against` reads it."""
    return attached("seals.txt", "".join(f"{line}\n" for line in chain.head_lines()).encode(), "text/plain; charset=utf-8")
