"""Knocks at a door: one request, its answer, and what it wrote in the database; then everything is put back."""

import json
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.client import ClientHandler

from tests.authz.oracle import Actor
from tests.authz.world import World

COUNTS = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
TELLS_WHO = "SET LOCAL SAFEER.ORIGIN"  # goes before each write, in the same round trip (workflow/origin.py)
READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ", "DECLARE", "CLOSE", "FETCH")


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str
    written: dict[str, int] = field(default_factory=dict)
    failure: str = ""

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    @property
    def text(self) -> str:
        """Everything a reader gets: the body, where it leads, cookies and headers."""
        return "\n".join([self.body, *self.headers.values()])


class Prober:
    """Sends probes into one transaction and rolls each back."""

    def __init__(self, world: World) -> None:
        self.world, self.handler, self.requests = world, ClientHandler(enforce_csrf_checks=False), RequestFactory()
        self.count, self._failure, self._is_dirty = 0, "", False

    def knock(self, actor: Actor, method: str, path: str, body: dict[str, Any] | None = None, *, is_api: bool = False) -> Answer:
        """One request as this actor; nothing of it stays."""
        self.count, self._failure, self._is_dirty = self.count + 1, "", False
        request = self._request(actor, method, path, body, is_api)
        before = self._counts
        place = transaction.savepoint()
        try:
            with connection.execute_wrapper(self._watch):
                response = self.handler(request)
                content = b"".join(response.streaming_content) if response.streaming else response.content
            connection.needs_rollback = False
            answer = Answer(response.status_code, self._headers(response), content.decode("utf-8", "replace"), failure=self._failure)
            if self._is_dirty:
                answer.written = self._written(before, place)
            return answer
        finally:
            connection.needs_rollback = False
            transaction.savepoint_rollback(place)

    def _request(self, actor: Actor, method: str, path: str, body: dict[str, Any] | None, is_api: bool) -> Any:
        more: dict[str, Any] = {"HTTP_ACCEPT_LANGUAGE": "en"}
        if actor.by in ("key", "dead_key"):
            more["HTTP_AUTHORIZATION"] = f"Bearer {self.world.tokens[actor.name]}"
        elif actor.name in self.world.cookies:
            more["HTTP_COOKIE"] = f"{settings.SESSION_COOKIE_NAME}={self.world.cookies[actor.name]}"
        if method in ("GET", "HEAD", "OPTIONS"):
            return self.requests.generic(method, path, **more).environ
        if is_api:
            return self.requests.generic(method, path, json.dumps(body or {}), "application/json", **more).environ
        return (
            self.requests.post(path, body or {}, **more).environ
            if method == "POST"
            else self.requests.generic(method, path, "a=1", "application/x-www-form-urlencoded", **more).environ
        )

    def _watch(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """A statement that is no plain reading makes it worth asking the database what was written."""
        plain = str(sql).lstrip().upper()
        if plain.startswith(TELLS_WHO) or not plain.startswith(READING):
            self._is_dirty = True
        return execute(sql, params, many, context)

    @property
    def _counts(self) -> dict[str, int]:
        return dict(getattr(self, "_last", {}))

    def _written(self, before: dict[str, int], place: str) -> dict[str, int]:
        """Rows written per table since the last time that anything was; PostgreSQL counts, not we."""
        with connection.cursor() as cursor:
            try:
                cursor.execute(COUNTS)
            except Exception:  # noqa: BLE001 - the request left its transaction broken: go back, the counts stay
                connection.needs_rollback = False
                transaction.savepoint_rollback(place)
                cursor.execute(COUNTS)
            now = dict(cursor.fetchall())
        self._last = now
        return {table: count - before.get(table, 0) for table, count in now.items() if count != before.get(table, 0)}

    @contextmanager
    def running(self) -> Iterator["Prober"]:
        """Failures are noted, and the counts begin here."""
        got_request_exception.connect(self._note)
        try:
            with connection.cursor() as cursor:
                cursor.execute(COUNTS)
                self._last = dict(cursor.fetchall())
            yield self
        finally:
            got_request_exception.disconnect(self._note)

    def _note(self, sender: Any, request: Any = None, **more: Any) -> None:
        kind, failure, trace = sys.exc_info()
        frames = [frame for frame in traceback.extract_tb(trace) if "/.venv/" not in frame.filename and "/tests/" not in frame.filename]
        where = f"{frames[-1].filename.split('/work/main/')[-1]}:{frames[-1].lineno}" if frames else ""
        said = re.sub(r"\s+", " ", str(failure))[:160]
        self._failure = f"{kind.__name__ if kind else ''}: {said} at {where}"

    @staticmethod
    def _headers(response: Any) -> dict[str, str]:
        cookies = {f"set-cookie {name}": morsel.value for name, morsel in response.cookies.items()}
        return {name.lower(): value for name, value in response.items()} | cookies
