"""What time does: counters of quotas, offers without an answer, news of groups. Safe to run twice, and side by side."""

from celery import shared_task
from django.utils import timezone

from programmes import news, transitions
from programmes.models import Member
from programmes.quotas import count_again
from programmes.states import MemberState
from programmes.transitions.acting import pakistan_today
from workflow.steps import Refused

AT_ONCE = 500


@shared_task
def count_field_use() -> None:
    """Count anew."""
    count_again(timezone.now())


@shared_task
def lapse_places() -> int:
    """Offered places without an answer end after their day, each once; how many."""
    ended = 0
    for member in Member.objects.filter(state=MemberState.OFFERED, due_on__lt=pakistan_today()).order_by("due_on")[:AT_ONCE]:
        try:
            transitions.lapse(member)
        except Refused:  # the person answered at this moment
            continue
        ended += 1
    return ended


@shared_task
def tell_of_groups() -> int:
    """Who wanted to be told of the next group is told."""
    return news.tell_all()
