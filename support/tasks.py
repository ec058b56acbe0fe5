"""What time does to questions. It may run twice, and side by side."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from support import transitions
from support.models import Question
from support.states import QuestionState
from workflow.steps import Refused

log = logging.getLogger(__name__)
SILENT_AFTER, AT_ONCE = timedelta(days=14), 500


@shared_task
def close_silent() -> None:
    """An answered question that nobody came back to for two weeks is closed; writing opens it again."""
    silent = Question.objects.filter(state=QuestionState.ANSWERED, waiting_since__lt=timezone.now() - SILENT_AFTER)
    for question in silent.order_by("pk")[:AT_ONCE]:
        try:
            transitions.close(question, by=None)
        except Refused:
            log.info("question_moved_meanwhile", extra={"question": str(question.public_id)})
