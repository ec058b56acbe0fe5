"""A résumé file is read from any bytes: what is good is kept, the rest is named with its place, nothing ever falls over."""

import json
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates import resume_guess as guess
from candidates.resume import ENTRIES, MOST_BYTES, MOST_NOTES, Ability, Resume, School, Tongue, Work, kept, read, restored
from workflow.steps import Reason

AYESHA = {
    "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
    "basics": {
        "name": "Ayesha Khan",
        "email": "ayesha@example.org",
        "phone": "0300 1234567",
        "image": "https://example.org/a.jpg",
        "url": "https://ayesha.dev.pk",
        "location": {"city": "Lahore"},
        "profiles": [{"network": "Twitter", "username": "x"}, {"network": "GitHub", "username": "ayesha-khan"}],
    },
    "work": [
        {
            "name": "Lahore Software",
            "position": "Backend developer",
            "startDate": "2020-09",
            "endDate": "2023-02-28",
            "summary": "Payment services.",
            "highlights": ["Python and PostgreSQL", "Mail me: ayesha@example.org or +92 300 1234567"],
        }
    ],
    "education": [
        {"institution": "University of the Punjab", "area": "Computer Science", "studyType": "BS", "startDate": "2016", "endDate": "2020"},
    ],
    "skills": [{"name": "Web", "level": "Advanced", "keywords": ["Python", "Solidity"]}],
    "languages": [{"language": "English", "fluency": "Professional working"}],
    "projects": [{"name": "Thesis", "url": "https://github.com/ayesha-khan/thesis"}],
    "references": [{"name": "Prof", "reference": "Good."}],
    "meta": {"version": "1.0", "anything": [1]},
}  # fmt: skip


def bytes_of(**changed) -> bytes:
    return json.dumps(AYESHA | changed).encode()


def codes(found: Resume) -> list[tuple[str, str]]:
    return [(note.code, str(dict(note.values).get("path", ""))) for note in found.notes]


def test_a_whole_resume_is_read():
    found = read(bytes_of())
    duties = "Payment services.\n• Python and PostgreSQL\n• Mail me: … or …"
    assert found.work == (Work(title="Backend developer", company="Lahore Software", duties=duties, start="2020-09", end="2023-02-28"),)
    assert found.education == (
        School(institution="University of the Punjab", area="Computer Science", study_type="BS", start="2016", end="2020"),
    )
    assert found.skills == (Ability(name="Web", level="Advanced", keywords=("Python", "Solidity")),)
    assert found.languages == (Tongue(language="English", fluency="Professional working"),)
    links = found.code_url, found.portfolio_url, found.project_url
    assert links == ("https://github.com/ayesha-khan", "https://ayesha.dev.pk", "https://github.com/ayesha-khan/thesis")


def test_no_name_contact_picture_or_place_is_kept():
    found = read(bytes_of())
    text = json.dumps(kept(replace(found, notes=(), portfolio_url="", code_url="", project_url="")))
    assert not [word for word in ("Ayesha", "ayesha@", "1234567", "a.jpg", 'Lahore"', "Good.") if word in text]
    assert [note for note in found.notes if note.code == "resume_not_taken"] == [
        Reason("resume_not_taken", (("paths", "basics.name, basics.email, basics.phone, basics.image, basics.location"),))
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason("resume_empty")),
        (b"\xef\xbb\xbf \n", Reason("resume_empty")),
        (b"x" * (MOST_BYTES + 1), Reason("resume_too_big", (("kilobytes", 256),))),
        (b"%PDF-1.7 ...", Reason("resume_other_file")),
        (b"PK\x03\x04 a docx", Reason("resume_other_file")),
        ('{"a": 1}'.encode("utf-16"), Reason("resume_utf16")),
        (b'{"a":\n "\xff"}', Reason("resume_not_utf8", (("line", 2),))),
        (b'{"work": [],\n "x" 1}', Reason("resume_not_json", (("line", 2), ("column", 6)))),
        (b"[1, 2]", Reason("resume_not_an_object")),
        (b"[" * 200_000, Reason("resume_too_deep")),
        (b'{"a":' * 50 + b"1" + b"}" * 50, Reason("resume_too_deep")),
        (b'{"a": ' + b"9" * 5000 + b"}", Reason("resume_strange_number")),
        (b'{"a": NaN}', Reason("resume_strange_number")),
    ],
)
def test_what_is_no_resume_is_told_why(data, reason):
    assert read(data) == reason


def test_a_byte_order_mark_and_urdu_do_no_harm():
    assert read(b"\xef\xbb\xbf" + bytes_of()) == read(bytes_of())
    assert read(json.dumps({"work": [{"position": "ویلڈر"}]}, ensure_ascii=False).encode()).work[0].title == "ویلڈر"


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        ({"work": [{"position": "Welder", "startDate": "2021-02-30"}]}, ("resume_date_wrong", "work[0].startDate")),
        ({"work": [{}, {}, {"position": "Welder", "startDate": "13/2020"}]}, ("resume_date_wrong", "work[2].startDate")),
        ({"work": [{"position": "Welder", "startDate": "2020-13"}]}, ("resume_date_wrong", "work[0].startDate")),
        ({"work": [{"position": "Welder", "startDate": 2020}]}, ("resume_date_wrong", "work[0].startDate")),
        ({"work": {"position": "Welder"}}, ("resume_wrong_type", "work")),
        ({"work": ["Welder"]}, ("resume_wrong_type", "work[0]")),
        ({"work": [{"position": "Welder", "highlights": "one"}]}, ("resume_wrong_type", "work[0].highlights")),
        ({"work": [{"position": "Welder", "salary": 1}]}, ("resume_unknown_field", "work[0].salary")),
        ({"hobbies": []}, ("resume_unknown_field", "hobbies")),
        ({"basics": {"maritalStatus": "x"}}, ("resume_never_asked", "basics.maritalStatus")),
        ({"religion": "x"}, ("resume_never_asked", "religion")),
        ({"basics": []}, ("resume_wrong_type", "basics")),
        ({"skills": [{"name": "x" * 200}]}, ("resume_shortened", "skills[0].name")),
        ({"work": [{"position": "a"}] * 31}, ("resume_too_many", "work")),
        ({"awards": [{"title": "a", "date": "soon"}]}, ("resume_date_wrong", "awards[0].date")),
        ({"projects": [{"url": "two words"}]}, ("resume_link_wrong", "projects[0].url")),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_goes_on(changed, note):
    found = read(bytes_of(**changed))
    assert note in codes(found)
    assert found.languages == (Tongue(language="English", fluency="Professional working"),)


def test_an_end_that_cannot_be_read_does_not_look_like_until_today():
    work = read(bytes_of(work=[{"position": "a", "startDate": "2019", "endDate": "soon"}, {"position": "b", "endDate": "Present"}])).work
    assert [row.end for row in work] == ["?", ""]


def test_signs_that_no_database_keeps_are_taken_out():
    found = read(b'{"work": [{"position": "We\\u0000ld\\ud800er \\u202e x"}], "\\u0000\\ud800": 1}')
    assert (found.work[0].title, codes(found)) == ("We ld er x", [("resume_unknown_field", "?")])


def test_notes_end_where_nobody_reads_on():
    found = read(json.dumps({f"field{n}": 1 for n in range(500)}).encode())
    assert (len(found.notes), found.notes[-1]) == (MOST_NOTES + 1, Reason("resume_more_notes"))


@pytest.mark.parametrize(
    "data", [b'"' + b'\\"' * 120_000, b'{"a": "' + b"1 " * 120_000 + b'"}', b'{"' + b"[" * 250_000 + b'": 1}', b"[{" * 5]
)
def test_hard_bytes_are_judged_quickly(data):
    began = time.process_time()
    read(data)
    assert time.process_time() - began < 1.0


def test_long_duties_are_shortened_and_judged_quickly():
    began = time.process_time()
    found = read(json.dumps({"work": [{"position": "a", "summary": "0300-12 3.4@" * 20_000}]}).encode())
    assert len(found.work[0].duties) <= 2000
    assert ("resume_shortened", "work[0]") in codes(found)
    assert time.process_time() - began < 1.0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["2020-02-30", "2020", "Present", "https://x"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = sorted({name for fields in ENTRIES.values() for name in fields})
SECTIONS = st.dictionaries(
    st.sampled_from(sorted([*ENTRIES, "basics", "meta"])), st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON)) | JSON
)


@given(st.binary(max_size=400))
def test_never_an_exception_whatever_the_bytes(data):
    assert isinstance(read(data), Resume | Reason)


@settings(max_examples=60)
@given(SECTIONS)
def test_never_an_exception_whatever_the_json(told):
    found = read(json.dumps(told).encode())
    if isinstance(found, Resume):
        assert restored(json.loads(json.dumps(kept(found)))) == found
        json.dumps(kept(found), ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize("note", read(bytes_of(religion="x", hobby=[], work={})).notes)
def test_every_note_is_a_sentence(note):
    assert not str(note).startswith("resume_")


@pytest.mark.parametrize(
    ("words", "years", "level"),
    [
        ("Ph.D.", (), "PHD"), ("MPhil", (), "MS"), ("M.B.A.", (), "MBA"), ("BS", (), "BS"), ("B.E.", (), "BS"), ("BSc (Hons)", (), "BS"),
        ("BS Computer Science", (), "BS"), ("FSc Pre-Engineering", (), "HSSC"), ("Matric", (), "SSC"), ("O Levels", (), "SSC"),
        ("DAE", (), "DAE"), ("Bachelor", ("2016", "2020"), "BS"), ("Bachelor", ("2016", "2018-06"), "ADP"), ("Bachelor", (), ""),
        ("B.Sc.", ("2016", "2019"), ""), ("Bachelor", ("?", "2019"), ""),
        ("Master", (), ""), ("MSc", (), ""), ("Diploma", (), ""), ("", (), ""), ("Best school", (), ""),
    ],
)  # fmt: skip
def test_a_level_is_proposed_only_where_the_words_say_it(words, years, level):
    assert guess.level(words, *years) == level


@pytest.mark.parametrize(("words", "level"), [("Master", 3), ("Beginner", 1), ("Lead", 4), ("Intermediate", 2), ("five stars", 2), ("", 2)])
def test_mastery_in_words(words, level):
    assert guess.mastery(words) == level


@pytest.mark.parametrize(
    ("words", "level"),
    [("Native speaker", "C1"), ("C2", "C1"), ("Professional working", "B2"), ("Fluent", "C1"), ("Basic", "A2"), ("ok", "")],
)
def test_english_in_words(words, level):
    assert guess.english(words) == level
