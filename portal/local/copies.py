"""Databases for benchmarks: copies of a prepared one, on the same server, gone afterwards. The prepared one stays as it was."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import psycopg2
import psycopg2.errors
from psycopg2 import sql

from portal.local.process import Trouble


def name_of(url: str) -> str:
    """The database that an address names."""
    return urlsplit(url).path.lstrip("/")


def address(url: str, name: str) -> str:
    """The same server, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@contextmanager
def copied(url: str, name: str) -> Iterator[str]:
    """The address of a copy called <database>_<name>; a copy that an earlier run left is replaced."""
    source, copy = name_of(url), f"{name_of(url)}_{name}"
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(copy), sql.Identifier(source))
    try:
        drop(url, copy)
        ask(url, make)
    except psycopg2.Error as error:
        raise Trouble(f"The database {source} could not be copied: {str(error).strip()}") from None
    try:
        yield address(url, copy)
    finally:
        drop(url, copy)


def drop(url: str, name: str) -> None:
    """Remove the database, with whoever is still in it."""
    gone = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    try:
        ask(url, sql.SQL("{} WITH (FORCE)").format(gone))
    except psycopg2.errors.InsufficientPrivilege:
        ask(url, gone)  # the server's own cleaner is in there: FORCE may not send it away, a plain DROP does


def ask(url: str, *statements: sql.Composed) -> None:
    """Say this to the server, from outside the databases concerned."""
    with closing(psycopg2.connect(address(url, "postgres"))) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
