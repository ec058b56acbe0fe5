"""Periodic work on evidence and on kept searches."""

from datetime import datetime

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from candidates import news, transitions
from candidates.resume import KEPT, KEY
from workflow.steps import Refused


@shared_task
def expire_evidence() -> None:
    """Verified documents whose last day has passed; twice does no harm."""
    for evidence in transitions.overdue():
        try:
            transitions.expire(evidence)
        except Refused:
            continue


@shared_task(soft_time_limit=50, time_limit=60)
def tell_searches() -> None:
    """New jobs for kept searches; a job is told to a search once, however often this runs."""
    news.tell_all()


@shared_task(soft_time_limit=600, time_limit=660)
def forget_resumes() -> int:
    """Sessions whose résumé draft nobody has looked at for a day lose it; how many."""
    done, day_ago = 0, timezone.now() - KEPT
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator(2000):
        told = session.get_decoded()
        draft = told.get(KEY)
        if draft and datetime.fromisoformat(draft["at"]) < day_ago:
            del told[KEY]
            renewed = Session.objects.filter(pk=session.pk, session_data=session.session_data)
            done += renewed.update(session_data=SessionStore().encode(told))
    return done
