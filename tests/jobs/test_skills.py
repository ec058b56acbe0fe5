"""The vocabulary: complete, unambiguous, and found by any name in any script."""

from collections import Counter

import pytest
from django.utils.translation import override

from jobs.models import Skill, SkillWord, SswField
from jobs.reference import rows_of
from jobs.search import squeezed
from jobs.skills import GROUPS, found, known, recognise, spellings
from tests.jobs.factories import VacancyFactory

ROWS = rows_of("skills.csv")
MEANT: set[str] = set()  # words that name two skills on purpose


def codes(text, limit=20):
    return [skill.code for skill in found(text, limit)]


def test_four_hundred_skills_with_unique_codes_and_three_names():
    assert len(ROWS) >= 400
    assert max(Counter(row["code"] for row in ROWS).values()) == 1
    assert not [row["code"] for row in ROWS if not (row["name_en"] and row["name_ja"] and row["name_ur"])]
    assert {row["group"] for row in ROWS} == set(GROUPS)


def test_no_word_names_two_skills_unless_meant():
    named = Counter(
        word
        for row in ROWS
        for word in {squeezed(name) for name in (row["name_en"], row["name_ja"], row["name_ur"], *row["synonyms"].split("|")) if name}
    )
    assert {word for word, count in named.items() if count > 1} == MEANT


def test_every_field_has_its_trades_and_it_comes_first(reference):
    trades = Counter(row["field"] for row in ROWS if row["field"])
    assert set(trades) == set(SswField.objects.values_list("code", flat=True))
    assert min(trades.values()) >= 5
    assert "trade" not in {row["group"] for row in ROWS[:350]}


def test_isco_codes_are_units_of_isco_08():
    assert {len(row["isco"]) for row in ROWS} <= {0, 4}
    assert all(row["isco"].isdigit() for row in ROWS if row["isco"])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("JS", "javascript"), ("ｊａｖａｓｃｒｉｐｔ", "javascript"), ("k8s", "kubernetes"), ("golang", "go"), ("C", "c"), ("c++", "cpp"),
        ("node js", "node_js"), ("postgres", "postgresql"), ("溶接", "arc_welding"), ("ویلڈنگ", "arc_welding"), ("پائتھن", "python"),
        ("パイソン", "python"), ("ﾊﾟｲｿﾝ", "python"), ("Hyperledger", "hyperledger_fabric"), ("スマートコントラクト", "smart_contracts"),
        ("بلاك چين", "blockchain"), ("介護記録", "care_records"),
    ],
)  # fmt: skip
def test_found_puts_the_very_name_first(reference, typed, code):
    assert codes(typed)[0] == code


def test_beginnings_come_before_what_only_contains(reference):
    ranked = codes("script")
    assert "javascript" in ranked
    assert codes("java")[:2] == ["java", "javascript"]


@pytest.mark.parametrize("typed", ["", "   ", "'%_\\", "!!", "\0", "%"])
def test_nothing_is_found_for_nothing(reference, typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert found(typed) == []


@pytest.mark.parametrize("typed", ["100%", "\\", "x" * 500, "'; drop"])
def test_wild_letters_are_letters(reference, typed):
    assert found(typed) == []


def test_found_asks_once_and_keeps_the_limit(reference, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(found("a", 7)) == 7


def test_known_names_what_a_file_brings_in_one_query(reference, django_assert_num_queries):
    with django_assert_num_queries(1):
        named = known(["Python", "NodeJS", "juggling", "ReactJS", "C#", "溶接", ""])
    assert {word: skill.code for word, skill in named.items()} == {
        "Python": "python", "NodeJS": "node_js", "ReactJS": "react", "C#": "csharp", "溶接": "arc_welding",
    }  # fmt: skip


def test_words_are_kept_in_normal_form(reference):
    words = set(SkillWord.objects.filter(skill="next_js").values_list("word", flat=True))
    assert words == spellings("Next.js", "نیکسٹ جے ایس", "Next")


def test_a_skill_reads_in_the_language_of_the_reader(reference):
    skill = Skill.objects.get(code="networking")
    with override("ja"):
        assert str(skill) == "ネットワーク"
    with override("ur"):
        assert str(skill) == "نیٹ ورکنگ"


def test_words_of_a_vacancy_become_skills_and_go_again(reference):
    vacancy = VacancyFactory(skills=["Golang", "a thing nobody knows"])
    recognise(vacancy)
    assert [row.skill_id for row in vacancy.wanted_skills.all()] == [known(["Go"])["Go"].pk]
    vacancy.skills = ["Python"]
    recognise(vacancy)
    assert [row.skill_id for row in vacancy.wanted_skills.all()] == [known(["Python"])["Python"].pk]
