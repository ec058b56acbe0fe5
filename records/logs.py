"""The logs that are sealed, and how one row of each becomes a digest: SHA-256 over its facts in a fixed order, computed by the database.

What may be erased (words of a note, a network, old and new values) enters as its salted digest: computed anew while it is there, as it was
kept once it is gone. A recipe never changes; a log that gets another column gets another name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _


def moment(column: str) -> str:
    """A time as text, whatever the zone of the session."""
    return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"


def salted(salt: str, value: str, kept: str) -> str:
    """The digest of what is there, or the one that outlived it."""
    return f"encode(CASE WHEN length({salt}) > 0 THEN sha256({salt} || convert_to({value}, 'UTF8')) ELSE {kept} END, 'hex')"


@dataclass(frozen=True)
class Log:
    """One log: its words, its table, the rest of its FROM, and the facts of a row `t`."""

    name: str
    word: object
    table: str
    facts: tuple[str, ...]
    joined: str = ""

    def digests(self, after: int, until: int, most: int) -> list[tuple[int, bytes]]:
        """Id and digest of the next rows by id, at most so many."""
        facts = ", ".join(("t.id", *self.facts))
        rows = f"(SELECT * FROM {self.table} WHERE id > %s AND id <= %s ORDER BY id LIMIT %s) t"  # noqa: S608
        told = f"SELECT t.id, sha256(convert_to(jsonb_build_array({facts})::text, 'UTF8')) FROM {rows} {self.joined} ORDER BY t.id"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(told, [after, until, most])
            return [(pk, bytes(digest)) for pk, digest in cursor.fetchall()]

    def back_dated(self, after: int, until: int, before: datetime) -> int:
        """The first row of a stretch that says it is older than this; 0 for none."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT coalesce(min(id), 0) FROM {self.table} WHERE id > %s AND id <= %s AND at < %s", [after, until, before])  # noqa: S608
            return int(cursor.fetchone()[0])

    def last_given(self) -> int:
        """The newest id that was given out, also to a transaction that is not over; 0 for none."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass), 0)", [self.table])
            return int(cursor.fetchone()[0])

    def writers(self) -> set[str]:
        """The other transactions that have written, or may be about to write, to this log."""
        with connection.cursor() as cursor:
            cursor.execute(WRITERS, [self.table])
            return {row[0] for row in cursor.fetchall()}

    def slices(self, after: int, until: int, most: int) -> Iterator[list[tuple[int, bytes]]]:
        """All rows of a stretch, so many at a time."""
        while rows := self.digests(after, until, most):
            yield rows
            after = rows[-1][0]


# Who writes to a table holds this lock from before the row gets its id until after its commit can be seen by everybody.
WRITERS = """
SELECT virtualtransaction FROM pg_locks
 WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND relation = %s::regclass
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid IS DISTINCT FROM pg_backend_pid()
"""
NOTE = salted("n.salt", "n.text", "n.digest")
WORDS = salted("t.salt", "t.text", "t.digest")
NETWORK = salted("o.salt", "o.network", "o.digest")
VALUES = salted("t.salt", r"coalesce(t.old, '') || E'\x01' || coalesce(t.new, '')", "t.digest")
LOGS = {
    log.name: log
    for log in (
        Log(
            "entry",
            _("Journal of steps"),
            "workflow_entry",
            (
                *("t.kind", "t.subject_kind", "t.subject_id", "t.subject_ref", "t.seq", "t.source_state", "t.target_state", "t.actor_id"),
                *("t.actor_role", "t.on_behalf_of_id", "t.source", "t.data", moment("t.at"), "n.reach", NOTE, "o.door", NETWORK),
            ),
            "LEFT JOIN workflow_note n ON n.entry_id = t.id LEFT JOIN workflow_origin o ON o.entry_id = t.id",
        ),
        Log(
            "note",
            _("Notes about cases"),
            "workflow_casenote",
            ("t.subject_kind", "t.subject_ref", "t.reach", "t.actor_id", "t.actor_role", moment("t.at"), WORDS),
        ),
        Log(
            "look",
            _("Looks at identity data"),
            "vault_accessrecord",
            (
                *(moment("t.at"), "t.user_id", "t.user_role", "t.person_id", "t.subject_type", "t.subject_id", "t.field", "t.purpose"),
                *("t.note", "t.case"),
            ),
        ),
        Log(
            "change",
            _("Changes of fields, decisions among them"),
            "records_fieldchange",
            (
                *(moment("t.at"), "t.xact", "t.what", "t.of", "t.row", "t.within", "t.field", "t.is_hidden", "t.actor_id", "t.door"),
                VALUES,
            ),
        ),
        Log("visit", _("Pages, searches, files"), "records_visit", (moment("t.at"), "t.user_id", "t.what", "t.page", "t.subject_ref")),
        Log(
            "inquiry",
            _("Inquiries"),
            "records_inquiry",
            (
                *("t.public_id", "t.by_id", moment("t.at"), "t.what", "t.person_id", moment("t.since"), moment("t.until"), "t.clock"),
                "t.reason",
            ),
        ),
    )
}
