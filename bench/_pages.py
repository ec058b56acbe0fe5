"""GET pages of the portal in this process, as gunicorn would, and what a browser must load to show them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from portal.wsgi import application

ASSET = re.compile(r'(?:src|href)="(/static/[^"]+)"|url\((/static/[^)]+)\)')


def signed_in(user: Any) -> str:
    """The cookie of a session of this person."""
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
    )
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


class Answer:
    """What the portal says to a GET of a browser that reads Brotli; `size` counts headers and body in bytes."""

    def __init__(self, path: str, cookie: str = "") -> None:
        where, _mark, query = path.partition("?")
        asked: dict[str, Any] = {"PATH_INFO": where, "QUERY_STRING": query, "HTTP_ACCEPT_ENCODING": "gzip, br", "HTTP_HOST": "127.0.0.1"}
        asked |= {"HTTP_COOKIE": cookie} if cookie else {}
        setup_testing_defaults(asked)
        asked["wsgi.input"] = BytesIO()
        said = application(asked, self.begin)
        self.body = b"".join(said)
        said.close()
        self.size = len(self.body) + sum(len(name) + len(value) + 4 for name, value in self.headers)

    def begin(self, status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        """The start of a WSGI answer; anything but 200 ends the benchmark."""
        if not status.startswith("200"):
            raise AssertionError(f"the portal answered {status}")
        self.headers = headers

    @property
    def text(self) -> str:
        """The page as the browser reads it."""
        is_small = ("Content-Encoding", "br") in self.headers
        return (brotli.decompress(self.body) if is_small else self.body).decode()


def assets(page: str) -> dict[str, int]:
    """The files that a first visit loads with the page, and the bytes of each."""
    found = {one or other for one, other in ASSET.findall(page)}
    return {path: Answer(path).size for path in sorted(found)}


def queries(act: Callable[[], object]) -> int:
    """How many queries one call sends."""
    with counted() as sent:
        act()
    return len(sent)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The queries that are sent meanwhile."""
    sent: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield sent


def at(database: str) -> None:
    """Let the next queries go to this database of the same server."""
    if connection.settings_dict["NAME"] != database:
        connection.close()
        connection.settings_dict["NAME"] = database
