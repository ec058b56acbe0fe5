"""An interview as a calendar file (RFC 5545), for the phone's own calendar."""

from datetime import UTC, timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from applications.models import Application, Interview
from jobs.presentation import employer_name

REMINDS = timedelta(hours=-24)


def calendar_of(application: Application, interview: Interview, *, with_whom: str = "") -> bytes:
    """One event at the chosen time, in UTC, with a reminder a day before; `with_whom` is the employer if not said; no person's name."""
    summary = _("Interview: %(employer)s") % {"employer": with_whom or employer_name(application.vacancy)}
    event = Event()
    event.add("uid", f"{interview.public_id}@interview")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", interview.chosen.starts_at.astimezone(UTC))
    event.add("dtend", (interview.chosen.starts_at + timedelta(minutes=interview.minutes)).astimezone(UTC))
    event.add("summary", summary)
    event.add("description", f"{application.vacancy.title}\n{application.reference}")
    if interview.place:
        event.add("location", interview.place)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", REMINDS)
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Safeer//Interviews//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return calendar.to_ical()


def calendar_answer(application: Application, *, with_whom: str = "") -> HttpResponse | None:
    """The newest chosen interview as a file; None while no time is chosen."""
    talk = application.interviews.filter(confirmed_at__isnull=False).order_by("-round").prefetch_related("slots").first()
    if talk is None or talk.chosen is None:
        return None
    answer = HttpResponse(calendar_of(application, talk, with_whom=with_whom), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{application.reference}.ics"'
    return answer
