"""Widgets that are written in Python say what their templates say, whatever is in them."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from portal.forms_renderer import WRITTEN, Renderer

OURS, DJANGOS = Renderer(), DjangoTemplates()
WIDGETS = [
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.TelInput, forms.SearchInput, forms.PasswordInput,
    forms.HiddenInput, forms.DateInput, forms.TimeInput, forms.DateTimeInput, forms.CheckboxInput, forms.Textarea, forms.Select,
]  # fmt: skip
CHOICES = [
    ("", "-"),
    ("<a>", "A & B"),
    (1, 2026),
    ("x", mark_safe("<b>x</b>")),
    ('Group "1"', [("g", gettext_lazy("yes"))]),
    (None, "none"),
]
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20), st.sampled_from(["<a>", "g", mark_safe("&amp;"), "x\ny"]))
ATTRS = st.dictionaries(
    st.sampled_from(["id", "class", "required", "maxlength", "aria-describedby"]), VALUES.filter(lambda v: v is not None)
)


def bare(html: str) -> str:
    """Without the blanks between tags, which mean nothing there."""
    return re.sub(r">\s+<", "><", html.strip())


@pytest.mark.parametrize("kind", WIDGETS, ids=lambda kind: kind.__name__)
@given(value=VALUES, attrs=ATTRS, language=st.sampled_from(["en", "ur", "ja"]))
def test_a_widget_says_what_its_template_says(kind, value, attrs, language):
    widget = kind(attrs | {"dir": "ltr"}, choices=CHOICES) if kind is forms.Select else kind(attrs | {"dir": "ltr"})
    assert widget.template_name in WRITTEN
    with override(language):
        assert bare(widget.render("n<", value, renderer=OURS)) == bare(widget.render("n<", value, renderer=DJANGOS))


@pytest.mark.parametrize(("language", "word"), [("en", "Choose"), ("ur", "چنیں"), ("ja", "選んでください")])
def test_nothing_chosen_is_said_in_a_word_not_in_dashes(language, word):
    with override(language):
        html = forms.Select(choices=[("", "---------"), ("a", "A")]).render("n", "", renderer=OURS)
    assert re.search(rf'<option value=""[^>]*>{word}</option>', html)
    assert "---" not in html


@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_each_choice_has_its_label_and_nothing_that_was_typed_becomes_a_tag(kind):
    html = kind({"id": "i"}, choices=[("<script>", "<i>one</i>"), ("2", "two")]).render("n", ["2"], renderer=OURS)
    assert html.startswith('<div id="i" class="opts">')
    assert 'value="&lt;script&gt;"' in html
    assert '<label for="i_0">&lt;i&gt;one&lt;/i&gt;</label>' in html
    assert re.search(r'value="2"[^>]* checked', html)


@pytest.mark.parametrize(
    ("widget", "direction"),
    [
        (forms.TextInput(), "auto"),
        (forms.Textarea(), "auto"),
        (forms.NumberInput(), "ltr"),
        (forms.PasswordInput(), "ltr"),
        (forms.Select(), ""),
    ],
)
def test_each_widget_runs_its_way(widget, direction):
    assert re.findall(r' dir="(\w+)"', widget.render("n", "", renderer=OURS)) == ([direction] if direction else [])
