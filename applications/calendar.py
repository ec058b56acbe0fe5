"""An interview as a calendar file (RFC 5545), for the phone's own calendar."""

from datetime import UTC, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from applications.models import Application, Interview
from jobs.presentation import employer_name

LASTS, REMINDS = timedelta(hours=1), timedelta(hours=-24)


def calendar_of(application: Application, interview: Interview) -> bytes:
    """One event at the chosen time, in UTC, with a reminder a day before; no name of the person in it."""
    event = Event()
    event.add("uid", f"{interview.public_id}@interview")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", interview.chosen.starts_at.astimezone(UTC))
    event.add("dtend", (interview.chosen.starts_at + LASTS).astimezone(UTC))
    event.add("summary", _("Interview: %(employer)s") % {"employer": employer_name(application.vacancy)})
    event.add("description", f"{application.vacancy.title}\n{application.reference}")
    if interview.place:
        event.add("location", interview.place)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Interview: %(employer)s") % {"employer": employer_name(application.vacancy)})
    alarm.add("trigger", REMINDS)
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Safeer//Interviews//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return calendar.to_ical()
