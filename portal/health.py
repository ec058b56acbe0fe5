"""GET /healthz: is the portal well? Read from the database alone, so a hanging broker cannot hang the answer."""

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from notifications.models import Message
from workflow.models import Entry, Heartbeat, Reaction

FRESH = timedelta(seconds=60)  # beat asks for a sign of life every 15 s
UNKNOWN = "not known: it is judged through the database"
FACTS = f"""
    SELECT now(),
           (SELECT max(at) FROM {Heartbeat._meta.db_table}),
           LEAST((SELECT min(at) FROM {Entry._meta.db_table} WHERE planned_at IS NULL),
                 (SELECT min(due_at) FROM {Reaction._meta.db_table} WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= now()),
                 (SELECT min(due_at) FROM {Message._meta.db_table} WHERE state IN ('pending', 'retry_wait', 'unknown') AND due_at <= now()))
"""  # noqa: S608 - table names of our own models


@never_cache
@require_safe
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """200 and "ok" where all is well, 503 and what is wrong where not; no names, no addresses."""
    try:
        now, beaten, oldest = facts()
    except DatabaseError:
        return answer("does not answer", UNKNOWN, UNKNOWN, None)
    waiting = max(0, int((now - oldest).total_seconds())) if oldest else 0
    if beaten and now - beaten <= FRESH:
        return answer("ok", "ok", "ok", waiting)
    silence = f"no sign of life for {int((now - beaten).total_seconds())} s" if beaten else "no sign of life yet"
    return answer("ok", silence, silence, waiting)


def answer(database: str, broker: str, worker: str, waiting: int | None) -> JsonResponse:
    """The body that checks outside rely on (seconds; null when not known)."""
    parts = {"database": database, "broker": broker, "worker": worker}
    well = set(parts.values()) == {"ok"}
    body = {"status": "ok" if well else "failing"} | parts | {"oldest_waiting_seconds": waiting}
    return JsonResponse(body, status=200 if well else 503)


def facts() -> tuple[datetime, datetime | None, datetime | None]:
    """Now, the last heartbeat, and since when the oldest work waits; DatabaseError within about two seconds if it does not answer."""
    asking = connection.copy()
    options = asking.settings_dict.get("OPTIONS", {})
    asking.settings_dict["OPTIONS"] = options | {"connect_timeout": 2, "options": f"{options.get('options', '')} -c statement_timeout=2000"}
    try:
        with asking.cursor() as cursor:
            cursor.execute(FACTS)
            return cursor.fetchone()
    finally:
        asking.close()
