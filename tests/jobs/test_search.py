"""The normal form of all scripts, the terms that are kept, and the query: what is kept is found, and nothing typed is an error."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.models import Skill, Vacancy
from jobs.search import LONGEST, any_of, normal, skill_mark, squeezed, terms, wanted, words
from tests.jobs.factories import VacancyFactory

SCRIPTS = st.text(alphabet="aZé٣۳ي ک٠َئآ車開発カーﾞｶﾞｱ々〆C+#.'\\&|!():*<->\"\0\u200c\n-_/ＡＢｃ9", max_size=60)


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("Ｐｙｔｈｏｎ　３", "python 3"),
        ("ﾌﾟﾛｸﾞﾗﾐﾝｸﾞ", "プログラミング"),
        ("Café  STRASSE", "cafe strasse"),
        ("كمپيوٹر", "کمپیوٹر"),
        ("اُردُو", "اردو"),
        ("۱۲۳ ٤٥", "123 45"),
        ("آئی ٹی", "ایی ٹی"),
        ("がぎ", "がぎ"),
    ],
)
def test_normal_brings_the_ways_of_writing_together(typed, form):
    assert normal(typed) == form


@pytest.mark.parametrize("typed", ["Node.js", "node js", "NodeJS", "NODE-JS", "ｎｏｄｅ．ｊｓ"])
def test_squeezed_forgets_dots_and_spaces(typed):
    assert squeezed(typed) == "nodejs"


def test_squeezed_keeps_languages_apart():
    assert len({squeezed(name) for name in ("C", "C++", "C#", "F#")}) == 4


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Java開発", "java 開発 発"),
        ("電車", "電車 車"),
        ("車", "車"),
        ("C++ C# .NET", "cplusplus csharp dotnet"),
        ("go go GO", "go"),
        ("'; -- <b>", "b"),
        ("ڈیٹا\u200cبیس", "ڈیٹا بیس"),
    ],
)
def test_terms(text, kept):
    assert terms(text) == kept


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", ""),
        ("!!! ((", ""),
        ("back end deve", "'back' & 'end' & 'deve':*"),
        ("Go", "'go'"),
        ("開発者", "'開発' & '発者'"),
        ("車", "'車':*"),
        ("a b c d e f g", "'a' & 'b' & 'c' & 'd' & 'e'"),
    ],
)
def test_wanted(typed, query):
    assert wanted(typed) == query


def test_a_long_text_asks_for_little():
    assert wanted("開" * 5000).count("&") == 0
    assert len(wanted("".join(chr(0x4E00 + n) for n in range(500)))) < 150
    assert wanted("x" * 5000) == f"'{'x' * LONGEST}':*"


@given(SCRIPTS | st.text(max_size=40))
def test_normal_is_stable_for_words(text):
    """A normal form of words is its own: what was kept once is compared as it is."""
    once = list(words(text))
    assert list(words(" ".join(once))) == once


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SCRIPTS | st.text(max_size=40))
def test_whatever_is_typed_is_never_an_error_and_finds_itself(text):
    """PostgreSQL reads every query we write, and a text is found by its own words."""
    if not (query := wanted(text)):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_tsvector('simple', %s) @@ to_tsquery('simple', %s), numnode(to_tsquery('simple', %s))", [terms(text), query, query]
        )
        is_found, size = cursor.fetchone()
    assert is_found or size == 0


@pytest.fixture
def job(company):
    return VacancyFactory(employer=company, title_ja="電車の整備士", prefecture_id="27", field_id="railway", skills=["ROS 2"])


def finds(typed):
    return Vacancy.objects.says(typed).exists()


@pytest.mark.parametrize(
    "typed", ["電車", "車", "整備", "大阪", "Osaka", "اوساکا", "鉄道", "ros", "Sakura", "さくら", "backend devel", "بیک اینڈ", "three go"]
)
def test_a_job_is_found_by_all_that_stands_in_it(job, typed):
    assert finds(typed)


@pytest.mark.parametrize("typed", ["車電", "Kyoto", "python", "backen developer"])
def test_a_job_is_not_found_by_what_it_does_not_say(job, typed):
    assert not finds(typed)


def test_a_job_is_found_by_every_name_of_its_skills(job):
    row = job.wanted_skills.create(skill_id="kubernetes", is_required=True)
    assert (finds("k8s"), finds("クバネティス"), finds("کبرنیٹیز")) == (True, True, True)
    row.delete()
    assert not finds("k8s")


def test_a_new_name_of_the_company_is_found_at_once(job, company):
    company.name_ja = "株式会社ひまわり"
    company.save()
    assert (finds("ひまわり"), finds("さくら")) == (True, False)


def test_saving_some_fields_saves_the_words_too(job):
    job.title_en = "Zookeeper"
    job.save(update_fields=["title_en"])
    assert finds("zookeeper")


def test_each_skill_has_a_mark_of_its_own_that_the_search_keeps_whole(db):
    codes = list(Skill.objects.values_list("code", flat=True))
    marks = {skill_mark(code) for code in codes}
    assert len(marks) == len(codes) > 500
    assert all(terms(mark) == mark for mark in marks)


def test_any_of_the_marks_is_enough():
    assert any_of(["zz0go", "zz0python"]) == "'zz0go' | 'zz0python'"
