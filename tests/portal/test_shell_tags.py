from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

AT = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)


def rendered(source: str, language: str = "en", **context: object) -> str:
    with override(language):
        return Template("{% load i18n shell %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('{% money 218000 "JPY" %}', '<bdi dir="ltr" class="money">¥218,000</bdi>'),
        ('{% money 9200 "PKR" %}', '<bdi dir="ltr" class="money">Rs\u00a09,200</bdi>'),
        ("{% money 0 %}", '<bdi dir="ltr" class="money">¥0</bdi>'),
        ("{% money nothing %}", ""),
        ('{% ref "OEC-2026-004187" %}', '<bdi dir="ltr" class="ref" translate="no">OEC-2026-004187</bdi>'),
        ("{% ltr hostile %}", '<bdi dir="ltr" class="id" translate="no">&lt;b&gt;</bdi>'),
        ("{% size 372000 %}", '<bdi dir="ltr" class="money">372 KB</bdi>'),
    ],
)
@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_money_references_and_sizes_are_isolated_in_western_digits(source, html, language):
    assert rendered(source, language, nothing=None, hostile="<b>") == html


@pytest.mark.parametrize(
    ("language", "words", "with_weekday"),
    [
        ("en", "8 December 2026", "Tuesday 8 December 2026"),
        ("ur", "8 دسمبر 2026", "منگل، 8 دسمبر 2026"),
        ("ja", "2026年12月8日", "2026年12月8日(火)"),
    ],
)
def test_day_writes_the_month_as_people_do(language, words, with_weekday):
    frame = '<bdi><time datetime="2026-12-08">{}</time></bdi>'
    assert rendered("{% day d %}", language, d=date(2026, 12, 8)) == frame.format(words)
    assert rendered("{% day d weekday=True %}", language, d=date(2026, 12, 8)) == frame.format(with_weekday)


def test_moment_names_its_zone_and_both_zones_shows_two():
    assert "8 December 2026, 10:00 (Pakistan time)" in rendered("{% moment at %}", at=AT)
    assert "8 December 2026, 14:00 (Japan time)" in rendered('{% moment at "JP" %}', at=AT)
    both = rendered("{% both_zones at %}", at=AT)
    assert "Tuesday 8 December 2026, 10:00 (Pakistan time)" in both
    assert "Tuesday 8 December 2026, 14:00 (Japan time)" in both


def test_moment_refuses_a_time_without_zone():
    with pytest.raises(ValueError, match="time zone"):
        rendered("{% moment at %}", at=datetime(2026, 12, 8, 5, 0))  # noqa: DTZ001


def test_budoux_breaks_japanese_between_phrases_only_in_japanese():
    assert rendered("{{ title|budoux }}", "ja", title="介護職員の募集です<") == '<span class="ph">介護職員の<wbr>募集です&lt;</span>'
    assert rendered("{{ title|budoux }}", "en", title="介護職員の募集です") == "介護職員の募集です"
    assert "<wbr>" in rendered('{% translate "介護職員の募集です" as words %}{{ words|budoux }}', "ja")


def test_form_keys_are_never_the_same_twice():
    first, second = (rendered("{% form_key %}") for _ in range(2))
    assert first != second
    assert 'type="hidden" name="form_key"' in first


@pytest.mark.parametrize("tag", [("ok", "check", "In Japan"), {"colour": "ok", "icon": "check", "word": "In Japan"}])
def test_state_tag_shows_icon_and_word_never_colour_alone(tag):
    html = rendered("{% state_tag tag %}", tag=tag)
    assert 'class="tag ok"' in html
    assert "<svg" in html
    assert "In Japan</span>" in html
