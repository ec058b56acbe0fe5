"""The .po files: what they hold, brought up to date with the sources."""

from pathlib import Path

import polib
from django.conf import settings

from portal.catalogue.source import Message

PLURALS = {"ur": "nplurals=2; plural=(n != 1);", "ja": "nplurals=1; plural=0;"}
HEADER = """Safeer: the texts of our pages, and those texts of Django, allauth and the REST framework that lack this language.
Written by the project. A native reader has not checked them yet."""


def path_of(language: str) -> Path:
    """The file of our own catalogue in `language`."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> polib.POFile:
    """The catalogue as it stands; a new, empty one if there is none."""
    path = path_of(language)
    return polib.pofile(str(path), wrapwidth=140) if path.exists() else polib.POFile(wrapwidth=140)


def message_of(entry: polib.POEntry) -> Message:
    """The text that an entry translates."""
    return Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "")


def update(language: str, wanted: dict[Message, set[str]]) -> polib.POFile:
    """A catalogue of exactly `wanted`, in a fixed order, with all translations it had; texts that went away are kept as obsolete."""
    old = {message_of(entry): entry for entry in reversed(read(language))}
    book = polib.POFile(wrapwidth=140)
    book.header = HEADER
    book.metadata = {
        "Project-Id-Version": "Safeer",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for message, places in sorted(wanted.items(), key=lambda item: (sorted(item[1])[0], item[0].singular, item[0].context)):
        book.append(_entry(message, places, old.get(message), language))
    for message, entry in sorted(old.items(), key=lambda item: (item[0].singular, item[0].context)):
        if message not in wanted and entry.translated() | entry.obsolete and (entry.msgstr or any(entry.msgstr_plural.values())):
            entry.obsolete, entry.occurrences = True, []
            book.append(entry)
    return book


def _entry(message: Message, places: set[str], old: polib.POEntry | None, language: str) -> polib.POEntry:
    """The entry of a text: its places without line numbers, so that a moved line changes nothing here."""
    entry = polib.POEntry(msgid=message.singular, occurrences=[(place, "") for place in sorted(places)])
    if message.context:
        entry.msgctxt = message.context
    if "%(" in message.singular + message.plural:
        entry.flags.append("python-format")
    if old and "fuzzy" in old.flags:
        entry.flags.append("fuzzy")
    if message.plural:
        count = 1 if language == "ja" else 2
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {index: old.msgstr_plural.get(index, "") if old else "" for index in range(count)}
    elif old:
        entry.msgstr = old.msgstr
    return entry
