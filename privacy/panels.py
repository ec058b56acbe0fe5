"""What "My page" says about own data; named in settings.CANDIDATE_PANELS."""

from typing import Any

from django.http import HttpRequest

from privacy.states import DeletionState
from privacy.transitions import running


def mine(request: HttpRequest) -> dict[str, Any]:
    """The way to one's own data; above it a warning while the account waits to be deleted."""
    deletion = running(request.user)
    is_waiting = deletion is not None and deletion.state == DeletionState.ASKED
    return {"template": "privacy/_mine.html", "deletion": deletion if is_waiting else None}
