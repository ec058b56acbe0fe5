import re

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override


class Profile(forms.Form):
    name = forms.CharField(widget=forms.TextInput({"placeholder": "never"}))
    phone = forms.CharField(help_text="For example 0300 1234567", widget=forms.TextInput({"type": "tel"}))
    email = forms.EmailField(required=False)
    born_on = forms.DateField(widget=forms.SelectDateWidget({"autocomplete": "bday"}))
    english = forms.ChoiceField(choices=[("a", "A little"), ("b", "Good")], widget=forms.RadioSelect)
    agree = forms.BooleanField()

    def clean(self):
        raise forms.ValidationError("The two do not fit")


def test_label_hint_error_and_input_stand_in_this_order_and_are_linked():
    html = str(Profile({})["phone"].as_field_group())
    assert re.search(r"<label.*_helptext.*class=\"err\".*<input", html, re.DOTALL)
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="f bad"' in html


def test_what_is_written_left_to_right_says_so():
    form = Profile()
    assert 'dir="ltr"' in str(form["phone"])
    assert 'dir="ltr"' in str(form["email"])
    assert 'dir="auto"' in str(form["name"])


def test_optional_is_said_and_placeholders_are_not():
    form = Profile()
    assert "(optional)" in str(form["email"].as_field_group())
    assert "(optional)" not in str(form["name"].as_field_group())
    assert "placeholder" not in str(form["name"])


def test_radios_stand_in_a_fieldset_with_a_legend():
    html = str(Profile()["english"].as_field_group())
    assert html.index("<fieldset") < html.index("<legend>English") < html.index('id="id_english_0"')


def test_summary_links_to_the_first_input_of_each_faulty_field():
    html = render_to_string("parts/_errors.html", {"form": Profile({})})
    assert 'role="alert" tabindex="-1"' in html
    page = "".join(str(field) for field in Profile({}))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_name", "id_phone", "id_born_on_day", "id_english_0", "id_agree"]
    assert all(f'id="{target}"' in page for target in targets)
    assert "The two do not fit" in html


@pytest.mark.parametrize("how", [{"auto_id": "sent_%s"}, {"prefix": "one"}, {}])
def test_the_summary_finds_the_boxes_of_a_date_whatever_the_form_calls_them(how):
    form = Profile({}, **how)
    summary = render_to_string("parts/_errors.html", {"form": form})
    page = "".join(str(field) for field in form)
    assert [target for target in re.findall(r'href="#([^"]+)"', summary) if f'id="{target}"' not in page] == []
    assert sorted(re.findall(r'<label for="([^"]+_(?:day|month|year))"', page)) == sorted(
        re.findall(r'id="([^"]+_(?:day|month|year))"', page)
    )


def test_two_forms_have_one_summary_and_a_question_no_colon():
    class Question(forms.Form):
        why = forms.CharField(label="Why do you ask?")

    html = render_to_string("parts/_errors.html", {"form": Profile({}), "also": Question({})})
    assert html.count('id="error-summary"') == 1
    assert "Why do you ask? This field is required." in html
    assert "Name: This field is required." in html
    form = Question({})
    both = "".join(render_to_string("parts/_errors.html", {"form": form}) for _time in range(2))
    assert both.count("This field is required.") == 1, "said once on a page"


@pytest.mark.parametrize(
    ("language", "order"), [("en", ["day", "month", "year"]), ("ur", ["day", "month", "year"]), ("ja", ["year", "month", "day"])]
)
def test_a_date_has_three_boxes_in_the_order_of_the_language(language, order):
    with override(language):
        assert re.findall(r'name="born_on_(\w+)"', str(Profile()["born_on"])) == order


@pytest.mark.parametrize(("day", "month", "year"), [("27", "3", "1999"), ("۲۷", "۳", "۱۹۹۹"), ("２７", "３", "１９９９")])
def test_a_date_is_read_in_urdu_and_full_width_digits(day, month, year):
    form = Profile({"born_on_day": day, "born_on_month": month, "born_on_year": year})
    form.is_valid()
    assert form.cleaned_data["born_on"].isoformat() == "1999-03-27"


def test_a_date_that_does_not_exist_comes_back_as_typed():
    form = Profile({"born_on_day": "31", "born_on_month": "2", "born_on_year": "2000"})
    assert "born_on" in form.errors
    assert re.findall(r'value="(\d+)"', str(form["born_on"])) == ["31", "2", "2000"]
