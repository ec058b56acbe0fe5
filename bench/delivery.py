"""From the commit of a step to the delivered e-mail: real relay, worker, broker and database; only the provider is the fake one."""

import json
import os
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from bench._report import Report, at_size, percentile
from jobs.models import Vacancy
from jobs.transitions import pause
from notifications.models import Message
from portal.local.portal_run import portal_processes
from portal.local.process import Child, stop
from workflow.models import Entry, Reaction

RATE = 25
SECONDS = at_size(ci=10, full=60)
BACKLOG = at_size(ci=2_000, full=20_000)
PATIENCE = at_size(ci=60, full=900)
LATE = f"still on the way after {PATIENCE} s"


def wait_until_quiet() -> bool:
    """Return when nothing waits any more; False when that took longer than PATIENCE."""
    deadline = time.monotonic() + PATIENCE
    while not (done := is_quiet()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return done


def is_quiet() -> bool:
    """No news, no work, no message waits."""
    waiting = (Entry.objects.waiting(), Reaction.objects.open(), Message.objects.filter(state__in=[*Message.TO_SEND, Message.State.LEASED]))
    return not any(rows.exists() for rows in waiting)


def processes() -> list[Child]:
    """Relay and worker as `make run` starts them."""
    return [child for child in portal_processes(settings.LOCAL_DIR, "127.0.0.1", 0) if child.name in ("relay", "worker")]


def worker_seconds(children: list[Child]) -> float:
    """CPU that the worker and its processes have used, those that ended included; 0 where it cannot be read."""
    found = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            groups = [child.process.pid for child in children if child.name == "worker" and child.process]
            if int(fields[2]) in groups:
                found += sum(int(ticks) for ticks in (fields[11:15] if stat.parent.name == fields[2] else fields[11:13]))
    return found / os.sysconf("SC_CLK_TCK")


def write_to(people: list[User], count: int) -> list[int]:
    """Put so many e-mails into the database in one go."""
    rows = [
        Message(
            recipient=people[number % len(people)],
            channel=Message.Channel.EMAIL,
            template="application_sent",
            address=people[number % len(people)].email,
            subject=f"Your application {number}",
            body="Dear reader,\n\nOEC has your application.\n",
        )
        for number in range(count)
    ]
    return [row.pk for row in Message.objects.bulk_create(rows, batch_size=1000)]


def steady(report: Report, children: list[Child]) -> None:
    """A step every 40 ms; each e-mail's way from its commit."""
    committed: dict[int, datetime] = {}
    rows, busy = list(Vacancy.objects.open()[: RATE * SECONDS]), worker_seconds(children)
    begin = time.monotonic()
    for number, vacancy in enumerate(rows):
        time.sleep(max(0.0, begin + number / RATE - time.monotonic()))
        entry = pause(vacancy, by=None)
        committed[entry.pk] = timezone.now()
    took = time.monotonic() - begin
    in_time = wait_until_quiet()
    letters = Message.objects.filter(entry__in=committed, channel=Message.Channel.EMAIL)
    sent = letters.filter(state=Message.State.SENT)
    late = sorted((row.sent_at - committed[row.entry_id]).total_seconds() for row in sent)
    report.figure("steps committed per second", len(rows) / took)
    report.figure("e-mails delivered", len(late))
    report.figure("worker: CPU ms for each step told", (worker_seconds(children) - busy) / len(rows) * 1000)
    report.goal("commit to delivered: seconds, p50", percentile(late, 50), at_most=1)
    report.figure("commit to delivered: seconds, p95", percentile(late, 95))
    report.figure("commit to delivered: seconds, p99", percentile(late, 99))
    missing = len(set(committed) - set(sent.values_list("entry", flat=True)))
    report.wrong("steps whose e-mail was not delivered", missing) if in_time else report.goal(LATE, missing, at_most=0)


def backlog(report: Report, children: list[Child]) -> None:
    """Messages that waited while the worker was away."""
    worker = [child for child in children if child.name == "worker"]
    stop(worker, seconds=6)
    people = list(User.objects.filter(role=Role.CANDIDATE).exclude(email="")[:500])
    ids = write_to(people, BACKLOG)
    worker[0].start()
    in_time = wait_until_quiet()
    times = sorted(Message.objects.filter(pk__in=ids, state=Message.State.SENT).values_list("sent_at", flat=True))
    report.figure("backlog drained: messages per second", (len(times) - 1) / (times[-1] - times[0]).total_seconds())
    missing = BACKLOG - len(times)
    report.wrong("messages of the backlog not delivered", missing) if in_time else report.goal(f"backlog: {LATE}", missing, at_most=0)


def doubled() -> int:
    """How many messages the provider was given more than once."""
    lines = settings.OUTBOX_FILE.read_text().splitlines()
    return sum(count > 1 for count in Counter(json.loads(line)["message_id"] for line in lines).values())


def main() -> int:
    """0 if every result was right."""
    report = Report("delivery")
    settings.OUTBOX_FILE.unlink(missing_ok=True)
    children = processes()
    try:
        for child in children:
            child.start()
        warm = write_to(list(User.objects.filter(role=Role.CANDIDATE)[:5]), 20)
        wait_until_quiet()
        report.wrong("first letters not delivered", Message.objects.filter(pk__in=warm).exclude(state=Message.State.SENT).count())
        steady(report, children)
        backlog(report, children)
    finally:
        stop(children, seconds=6)
    report.wrong("messages given to the provider twice", doubled())
    report.figure("load average of the machine", os.getloadavg()[0])
    return report.write()


if __name__ == "__main__":
    sys.exit(main())
