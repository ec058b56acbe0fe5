"""What "My page" shows of questions; named in settings.CANDIDATE_PANELS."""

from typing import Any

from django.http import HttpRequest

from support.models import Question
from support.states import QuestionState
from support.words import desk_word

SHOWN = 3


def mine(request: HttpRequest) -> dict[str, Any]:
    """The questions that are not closed, with who has each and until when."""
    rows = Question.objects.visible_to(request.user).exclude(state=QuestionState.CLOSED).order_by("-pk")[:SHOWN]
    return {"template": "support/_mine.html", "rows": [{"question": row, "holder": desk_word(row.owner)} for row in rows]}
