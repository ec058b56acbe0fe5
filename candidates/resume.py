"""A résumé as JSON Resume (jsonresume.org, schema 1.0), read from a stranger's bytes: what is good is kept, the rest named. Pure."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from workflow.steps import Reason

MOST_BYTES, MOST_ENTRIES, DEEPEST = 256_000, 30, 12
LONGEST, LONGEST_TEXT, LONGEST_PATH, LONGEST_DIGITS = 160, 2000, 80, 18
MOST_NOTES = 60
KEY, KEPT = "resume", timedelta(days=1)  # of the session that holds what was read, and for how long

# What an entry may hold: "text" is one line, "prose" several, "texts" a list of lines.
ENTRIES = {
    "work": {"name": "text", "company": "text", "position": "text", "summary": "prose", "startDate": "date", "endDate": "date",
             "highlights": "texts", "url": "unread", "website": "unread", "location": "unread", "description": "unread"},
    "education": {"institution": "text", "area": "text", "studyType": "text", "startDate": "date", "endDate": "date",
                  "url": "unread", "score": "unread", "gpa": "unread", "courses": "unread"},
    "skills": {"name": "text", "level": "text", "keywords": "texts"},
    "languages": {"language": "text", "fluency": "text"},
    "projects": {"name": "text", "url": "link", "startDate": "date", "endDate": "date", "description": "unread", "highlights": "unread",
                 "keywords": "unread", "roles": "unread", "entity": "unread", "type": "unread"},
    "volunteer": {"organization": "unread", "position": "unread", "url": "unread", "startDate": "date", "endDate": "date",
                  "summary": "unread", "highlights": "unread"},
    "awards": {"title": "unread", "date": "date", "awarder": "unread", "summary": "unread"},
    "certificates": {"name": "unread", "date": "date", "issuer": "unread", "url": "unread"},
    "publications": {"name": "unread", "publisher": "unread", "releaseDate": "date", "url": "unread", "website": "unread",
                     "summary": "unread"},
    "interests": {"name": "unread", "keywords": "unread"},
    "references": {"name": "unread", "reference": "unread"},
}  # fmt: skip
LINKS = ("code_url", "portfolio_url", "project_url")
PROFILE = {"network": "text", "username": "text", "url": "link"}
BASICS = {"url": "link", "website": "link"}
NEVER_TAKEN = (
    "name",
    "email",
    "phone",
    "image",
    "picture",
    "location",
)  # the profile asks for these itself, where a code or a paper proves them
ELSEWHERE = ("label", "summary", "degree")
SECTIONS_NOT_TAKEN = ("volunteer", "awards", "certificates", "publications", "interests", "references")
NEVER_ASKED = re.compile(  # N5
    r"religio|sect$|caste|ethnic|^race$|tribe|birth_?place|place_?of_?birth|father|mother|parent|family|marital|married|spouse|children"
    r"|politic|party|union|pregnan|blood|gender|^sex$|nationality|wealth",
    re.IGNORECASE,
)
DAY = re.compile(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
UNREAD = "?"  # an end that cannot be read must not look like "until today"
STILL = ("", "present", "current", "now", "today", "ongoing")
MAIL = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,120}\.[^\s@<>()]{2,24}")
PHONE = re.compile(r"(?<![\w.])(?:\+\d|[0۰٠]\d|92\d)(?:[ ().-]{0,2}\d){7,13}(?!\w)")
ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}|\b(?:github|gitlab|linkedin)\.com/\S{1,200}", re.IGNORECASE)
TOKEN = re.compile(r'"(?:[^"\\]+|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
JOINERS = "\u200c\u200d"  # Urdu words need them


@dataclass(frozen=True, kw_only=True)
class Work:
    """One job; days are "2019", "2019-04", "2019-04-30", "" when not said, or UNREAD when what stands there is no date."""

    title: str = ""
    company: str = ""
    duties: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, kw_only=True)
class School:
    """One school, college or university."""

    institution: str = ""
    area: str = ""
    study_type: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, kw_only=True)
class Ability:
    """One line of skills: a name, a level in the person's own words, and what belongs to it."""

    name: str = ""
    level: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """A language and how well, in the person's own words."""

    language: str = ""
    fluency: str = ""


@dataclass(frozen=True, kw_only=True)
class Resume:
    """What a person may take over, and notes about all that was not read as it stands. No name, contact, picture or place is kept."""

    work: tuple[Work, ...] = ()
    education: tuple[School, ...] = ()
    skills: tuple[Ability, ...] = ()
    languages: tuple[Tongue, ...] = ()
    code_url: str = ""
    portfolio_url: str = ""
    project_url: str = ""
    notes: tuple[Reason, ...] = ()


@dataclass
class Reading:
    """The notes so far; the first of each kind and place count, and not more than a person reads."""

    notes: list[Reason] = field(default_factory=list)

    def note(self, reason: Reason) -> None:
        if reason not in self.notes:
            self.notes.append(reason if len(self.notes) < MOST_NOTES else Reason("resume_more_notes"))
            del self.notes[MOST_NOTES + 1 :]


def kept(resume: Resume) -> dict[str, Any]:
    """The same as plain values, to be put away between two pages."""
    return {**asdict(resume), "notes": [[note.code, dict(note.values)] for note in resume.notes]}


def restored(values: dict[str, Any]) -> Resume:
    """What `kept` put away."""
    abilities = (Ability(name=row["name"], level=row["level"], keywords=tuple(row["keywords"])) for row in values["skills"])
    return Resume(
        work=tuple(Work(**row) for row in values["work"]),
        education=tuple(School(**row) for row in values["education"]),
        skills=tuple(abilities),
        languages=tuple(Tongue(**row) for row in values["languages"]),
        **{name: values[name] for name in LINKS},
        notes=tuple(Reason(code, tuple(told.items())) for code, told in values["notes"]),
    )


def read(data: bytes) -> Resume | Reason:
    """What the file says, or why it cannot be read at all; never an exception, whatever the bytes."""
    text = text_of(data)
    if isinstance(text, Reason):
        return text
    if too_deep(text):
        return Reason("resume_too_deep")
    try:
        told = json.loads(text, parse_int=number, parse_constant=refuse)
    except json.JSONDecodeError as wrong:
        return Reason("resume_not_json", (("line", wrong.lineno), ("column", wrong.colno)))
    except (ValueError, RecursionError):
        return Reason("resume_strange_number")
    return resume_of(told) if isinstance(told, dict) else Reason("resume_not_an_object")


def text_of(data: bytes) -> str | Reason:
    """The file as text, or what kind of file it is instead."""
    if len(data) > MOST_BYTES:
        return Reason("resume_too_big", (("kilobytes", MOST_BYTES // 1000),))
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return Reason("resume_empty")
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")):
        return Reason("resume_other_file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        return Reason("resume_utf16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return Reason("resume_not_utf8", (("line", data[: wrong.start].count(b"\n") + 1),))


def too_deep(text: str) -> bool:
    """Whether lists and objects stand in each other more than DEEPEST times; linear, whatever the text."""
    depth = 0
    for token in TOKEN.finditer(text):
        sign = token.group()[0]
        depth += (sign in "[{") - (sign in "]}")
        if depth > DEEPEST:
            return True
    return False


def number(digits: str) -> float:
    """A whole number; one with more digits than anybody needs is no number here."""
    if len(digits) > LONGEST_DIGITS:
        raise ValueError
    return int(digits)


def refuse(_name: str) -> float:
    """NaN and Infinity are no JSON."""
    raise ValueError


def resume_of(told: dict[str, Any]) -> Resume:
    """Section by section, in the order of the schema."""
    seen = Reading()
    basics = basics_of(told.get("basics"), seen)
    found = {name: list(entries_of(name, told.get(name), seen)) for name in ENTRIES}
    for name in told:
        if name not in ENTRIES and name not in ("basics", "meta", "$schema"):
            unknown(name, seen)
    for name in SECTIONS_NOT_TAKEN:
        if found[name]:
            seen.note(Reason("resume_section_not_taken", (("path", name),)))
    return Resume(
        work=tuple(Work(**row) for row in (work_of(*entry, seen) for entry in found["work"]) if row["title"] or row["company"]),
        education=tuple(School(**row) for row in map(school_of, found["education"]) if row["institution"] or row["area"]),
        skills=tuple(ability_of(row) for _path, row in found["skills"] if row.get("name") or row.get("keywords")),
        languages=tuple(Tongue(**only(row, "language", "fluency")) for _path, row in found["languages"] if row.get("language")),
        project_url=next((row["url"] for _path, row in found["projects"] if row.get("url")), ""),
        **basics,
        notes=tuple(seen.notes),
    )


def only(row: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: row.get(name, "") for name in names}


def work_of(path: str, row: dict[str, Any], seen: Reading) -> dict[str, str]:
    """Duties are the summary and the highlights, without addresses and phone numbers: employers read them before the name."""
    lines = [row.get("summary", ""), *(f"• {line}" for line in row.get("highlights", ()))]
    whole = "\n".join(line for line in lines if line)
    duties = PHONE.sub("…", MAIL.sub("…", ADDRESS.sub("…", whole)))
    if duties != whole:
        seen.note(Reason("resume_contact_taken_out", (("path", path),)))
    if len(duties) > LONGEST_TEXT:
        seen.note(Reason("resume_shortened", (("path", path), ("most", LONGEST_TEXT))))
    company = row.get("name") or row.get("company", "")
    dates = {"start": row.get("startDate", ""), "end": row.get("endDate", "")}
    return {"title": row.get("position", ""), "company": company, "duties": duties[:LONGEST_TEXT].strip(), **dates}


def school_of(entry: tuple[str, dict[str, Any]]) -> dict[str, str]:
    row = entry[1]
    dates = {"start": row.get("startDate", ""), "end": row.get("endDate", "")}
    return {"study_type": row.get("studyType", ""), **only(row, "institution", "area"), **dates}


def ability_of(row: dict[str, Any]) -> Ability:
    return Ability(**only(row, "name", "level"), keywords=tuple(row.get("keywords", ())))


def basics_of(basics: Any, seen: Reading) -> dict[str, str]:
    """The links; all else of a person is asked by the profile itself."""
    links = {"code_url": "", "portfolio_url": ""}
    if basics is None:
        return links
    if not isinstance(basics, dict):
        seen.note(Reason("resume_wrong_type", (("path", "basics"),)))
        return links
    if left := [f"basics.{name}" for name in (*NEVER_TAKEN, *ELSEWHERE) if basics.get(name)]:
        seen.note(Reason("resume_not_taken", (("paths", ", ".join(left)),)))
    row = fields_of("basics", basics, BASICS, seen, besides=(*NEVER_TAKEN, *ELSEWHERE, "profiles"))
    links["portfolio_url"] = row.get("url") or row.get("website", "")
    for profile in listed("basics.profiles", basics.get("profiles"), seen):
        links["code_url"] = links["code_url"] or code_url(fields_of(profile[0], profile[1], PROFILE, seen))
    return links


def code_url(profile: dict[str, Any]) -> str:
    """The address at GitHub or GitLab, also where only the user's name is given."""
    url, network = profile.get("url", ""), profile.get("network", "").casefold()
    host = next((name for name in ("github", "gitlab") if name == network or re.match(rf"(https?://)?(www\.)?{name}\.com/", url, re.I)), "")
    name = profile.get("username", "").removeprefix("@")
    return url or (f"https://{host}.com/{name}" if re.fullmatch(r"[\w.-]{1,40}", name, re.ASCII) else "") if host else ""


def entries_of(section: str, value: Any, seen: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of a section as (path, fields)."""
    for path, row in listed(section, value, seen):
        yield path, fields_of(path, row, ENTRIES[section], seen)


def listed(path: str, value: Any, seen: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a list, at most MOST_ENTRIES; what is no object is named."""
    if value is None:
        return
    if not isinstance(value, list):
        seen.note(Reason("resume_wrong_type", (("path", path),)))
        return
    if len(value) > MOST_ENTRIES:
        seen.note(Reason("resume_too_many", (("path", path), ("most", MOST_ENTRIES))))
    for index, row in enumerate(value[:MOST_ENTRIES]):
        if isinstance(row, dict):
            yield f"{path}[{index}]", row
        else:
            seen.note(Reason("resume_wrong_type", (("path", f"{path}[{index}]"),)))


def fields_of(path: str, row: dict[str, Any], wanted: dict[str, str], seen: Reading, besides: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields that are known and right; each other one is named."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        here = f"{path}.{name}"
        if name in besides or value is None:
            continue
        if name not in wanted:
            unknown(here, seen)
        elif wanted[name] != "unread":
            found[name] = READERS[wanted[name]](here, value, seen)
    return found


def unknown(path: str, seen: Reading) -> None:
    """A field that the schema does not know; what N5 forbids is told apart."""
    if NEVER_ASKED.search(path.rpartition(".")[2]):
        seen.note(Reason("resume_never_asked", (("path", shown(path)),)))
    else:
        seen.note(Reason("resume_unknown_field", (("path", shown(path)),)))


def shown(path: str) -> str:
    return clean(path)[:LONGEST_PATH] or "?"


def clean(text: str) -> str:
    """One line of letters that a database and a page can hold; no control, direction or broken signs."""
    kept = (char if char in JOINERS or unicodedata.category(char)[0] != "C" else " " for char in text)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def line(path: str, value: Any, seen: Reading) -> str:
    """One line, shortened where it is longer than any page keeps."""
    if not isinstance(value, str):
        seen.note(Reason("resume_wrong_type", (("path", path),)))
        return ""
    plain = clean(value)
    if len(plain) > LONGEST:
        seen.note(Reason("resume_shortened", (("path", path), ("most", LONGEST))))
    return plain[:LONGEST].strip()


def prose(path: str, value: Any, seen: Reading) -> str:
    """Several lines; their length is judged where they are put together."""
    if not isinstance(value, str):
        return line(path, value, seen)
    return "\n".join(plain for plain in map(clean, value.splitlines()) if plain)


def texts(path: str, value: Any, seen: Reading) -> list[str]:
    """A list of lines, at most MOST_ENTRIES."""
    if not isinstance(value, list):
        seen.note(Reason("resume_wrong_type", (("path", path),)))
        return []
    if len(value) > MOST_ENTRIES:
        seen.note(Reason("resume_too_many", (("path", path), ("most", MOST_ENTRIES))))
    found = [prose(f"{path}[{index}]", part, seen) for index, part in enumerate(value[:MOST_ENTRIES])]
    return [" ".join(part.split()) for part in found if part]


def link(path: str, value: Any, seen: Reading) -> str:
    """A web address in one piece; whether it may stand in a profile is judged there."""
    plain = line(path, value, seen)
    if plain and (" " in plain or len(plain) >= LONGEST):
        seen.note(Reason("resume_link_wrong", (("path", path),)))
        return ""
    return plain


def day(path: str, value: Any, seen: Reading) -> str:
    """A year, month or day that the calendar has; "" where none is said or the person is still there; UNREAD where it is wrong."""
    plain = line(path, value, seen) if isinstance(value, str) else UNREAD
    if plain.casefold() in STILL:
        return ""
    found = DAY.fullmatch(plain)
    try:
        if found is None:
            raise ValueError
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        seen.note(Reason("resume_date_wrong", (("path", path),)))
        return UNREAD
    return plain


READERS = {"text": line, "prose": prose, "texts": texts, "link": link, "date": day}
