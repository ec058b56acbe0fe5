"""The catalogues are complete, the check sees faults, and no English is left on pages in Urdu and Japanese."""

import gettext
import re
import shutil
from io import StringIO

import polib
import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from lxml import html
from rest_framework import serializers

from accounts.models import User
from applications.public_words import WORDS as PUBLIC_WORDS
from candidates.models import District
from portal.catalogue import books
from portal.catalogue.faults import LATIN, NAMES, faults
from portal.catalogue.source import Message, Unreadable, from_python, from_template
from portal.management.commands.translations import problems
from workflow.models import Heartbeat

LANGUAGES = ["ur", "ja"]
PAGES = ["", "help/", "fees/", "privacy/", "accessibility/", "jobs/", "check/", "check/?number=J-0000-0000"]
PAGES += ["accounts/login/", "accounts/signup/", "accounts/signup/employer/"]
ENGLISH = {
    "ur": re.compile(r"[A-Za-z]{4,}(?: [A-Za-z]{2,})+|^[A-Z]?[a-z]{4,}$"),
    "ja": re.compile(r"[A-Za-z]{4,}(?: [A-Za-z]{2,}){2,}|^[A-Z][a-z]{4,}$"),
}
NOT_WORDS = {"script", "style", "code", "pre", "kbd", "bdi", "svg"}
STATUS_WORDS = {
    "Not sent yet": "作成中",
    "OEC is checking": "OEC確認中",
    "Correct this": "修正が必要",
    "Recommended by OEC; Inter-SES, Tokyo, is checking": "OEC推薦済・Inter-SES確認中",
    "With the employer": "企業選考中",
    "Interview": "面接",
    "Offer": "オファー",
    "On the reserve": "補欠",
    "Accepted, preparing to leave": "内定承諾・渡航準備",
    "In Japan": "就労中",
    "Not selected": "お見送り",
    "Closed": "終了",
    "Set aside, you accepted another job": "他社承諾済",
    "Withdrawn": "辞退",
    "Recommended candidates": "推薦候補者",
    "Offer taken back": "オファー取り下げ",
    "Waiting for OEC's approval": "OEC承認待ち",
    "Closed, selection goes on": "募集終了・選考中",
}


def english_left(text: str, language: str) -> set[str]:
    """Texts of a page that are still English: not names in bdi, not code, not pieces that say another language."""
    found = set()
    for element in html.fromstring(text).iter():
        chain = [element, *element.iterancestors()]
        own = next((one.get("lang") for one in chain if one.get("lang")), language)
        if not isinstance(element.tag, str) or not own.startswith(language) or NOT_WORDS & {one.tag for one in chain}:
            continue
        pieces = [element.text, *(child.tail for child in element)]
        found |= {piece.strip() for piece in pieces if piece and ENGLISH[language].search(piece.strip())}
    return found


@pytest.fixture
def own_copy(tmp_path, settings):
    """A copy of the catalogues that a test may spoil."""
    shutil.copytree(settings.LOCALE_PATHS[0], tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo*"))
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path / "locale"


def check() -> str:
    """What the check says; it must raise when there is anything to say."""
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("translations", "--check", stderr=said)
    return said.getvalue()


def test_urdu_and_japanese_are_complete():
    said = StringIO()
    call_command("translations", "--check", stdout=said)
    assert "complete" in said.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_compiles_and_says_that_a_native_reader_is_awaited(language, tmp_path):
    book = books.read(language)
    book.save_as_mofile(str(tmp_path / "django.mo"))
    with (tmp_path / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Send application") != "Send application"
    assert "native reader" in book.header
    assert book.metadata["Plural-Forms"] == books.PLURALS[language]


@pytest.mark.parametrize(
    ("language", "english", "text", "fault"),
    [
        ("ur", "Save", "", "is missing"),
        ("ur", "%(n)s jobs", "ملازمتیں", "other placeholders"),
        ("ur", "%(n)s jobs", "%(m)s ملازمتیں", "other placeholders"),
        ("ja", "{count} jobs", "求人", "other placeholders"),
        ("ja", "100 jobs", "求人100%", "lone per cent sign"),
        ("ja", "<b>Free</b>", "無料", "other tags"),
        ("ur", "In 10 minutes", "۱۰ منٹ میں", "not Western"),
        ("ur", "In 10 minutes", "١٠ منٹ میں", "not Western"),
        ("ja", "In 10 minutes", "１０分後", "not Western"),
        ("ur", "Save the job", "Save کریں", "Latin letters: Save"),
        ("ja", "Save the job", "求人をsaveする", "Latin letters: save"),
        ("ur", "Job", "كام", "not Urdu"),
        ("ur", "is", "ھے", "not Urdu"),
        ("ur", "Save\n", "محفوظ کریں", "line break"),
    ],
)
def test_a_fault_is_found(language, english, text, fault):
    assert fault in " ".join(faults(polib.POEntry(msgid=english, msgstr=text), language))


@pytest.mark.parametrize(
    ("language", "english", "text"),
    [
        ("ur", "OEC reads 3 PDF files of %(name)s.", "OEC %(name)s کی 3 PDF فائلیں پڑھتا ہے۔"),
        ("ur", "Look and keep", "دیکھیں اور رکھیں"),
        ("ja", "For example name@example.com", "例: name@example.com"),
        ("ja", "%(a)s of %(b)s", "%(b)s中%(a)s"),
    ],
)
def test_a_good_text_has_no_fault(language, english, text):
    assert list(faults(polib.POEntry(msgid=english, msgstr=text), language)) == []


@pytest.mark.parametrize("spoil", ["remove", "empty", "fuzzy", "placeholder", "digits", "plural"])
def test_the_check_fails_on_a_seeded_fault(own_copy, spoil):
    before = set(problems("ur"))
    path = own_copy / "ur" / "LC_MESSAGES" / "django.po"
    book = polib.pofile(str(path))
    entry = book.find("%(n)s job, newest first" if spoil == "plural" else "Closes %(closing)s")
    if spoil == "remove":
        book.remove(entry)
    elif spoil == "fuzzy":
        entry.flags.append("fuzzy")
    elif spoil == "plural":
        entry.msgstr_plural[1] = ""
    else:
        entry.msgstr = {"empty": "", "placeholder": "تک", "digits": "%(closing)s ۵ تک"}[spoil]
    book.save(str(path))
    new = set(check().splitlines()) - before
    assert len(new) == 1
    assert new.pop().startswith("ur: templates/")


def test_an_update_keeps_translations_and_puts_away_what_is_gone(own_copy):
    old = books.read("ur").find("Send application").msgstr
    without = books.update("ur", {Message("Send application"): {"a.html"}, Message("Brand new"): {"b.html"}})
    assert without.find("Send application").msgstr == old
    assert without.find("Brand new").msgstr == ""
    assert without.find("Withdrawn", include_obsolete_entries=True).obsolete
    without.save(str(books.path_of("ur")))
    again = books.update("ur", {Message("Withdrawn"): {"c.py"}})
    assert again.find("Withdrawn").msgstr == "دستبردار"


def test_the_update_command_changes_nothing_when_nothing_changed(own_copy):
    call_command("translations", stdout=StringIO())
    first = {language: books.path_of(language).read_bytes() for language in LANGUAGES}
    call_command("translations", stdout=StringIO())
    assert {language: books.path_of(language).read_bytes() for language in LANGUAGES} == first


def test_texts_of_python_files_are_read():
    code = '_("a" "b"); ngettext_lazy("%(n)s x", "%(n)s xs", "n"); pgettext("of time", "now"); t.gettext_lazy("c"); _(name)'
    found = set(from_python(code, "x.py"))
    assert found == {Message("ab"), Message("%(n)s x", "%(n)s xs"), Message("now", "", "of time"), Message("c")}


def test_texts_are_read_under_whatever_name_the_function_was_imported():
    head = "from django.utils.translation import gettext as _now, npgettext_lazy as _many\n"
    code = f"{head}_now('a'); _many('of day', 'b', 'bs', 2); _else('c')"
    assert set(from_python(code, "x.py")) == {Message("a"), Message("b", "bs", "of day")}


@pytest.mark.parametrize("code", ['_(f"a {b}")', '_("a" + b)', 'gettext_lazy("a %s" % b)'])
def test_a_text_put_together_inside_the_call_is_refused(code):
    with pytest.raises(Unreadable):
        list(from_python(code, "x.py"))


def test_texts_of_templates_are_read():
    page = (
        '{% load i18n %}<p>{% translate "It\'s free" %}</p>{% translate "May" context "month" as m %}{{ x|default:_("none") }}'
        "{% blocktranslate trimmed with a=b %}\n  Until\n  {{ a }}\n{% endblocktranslate %}"
        "{% blocktranslate count n=n %}{{ n }} job{% plural %}{{ n }} jobs{% endblocktranslate %}{# _('no') #}"
    )
    found = set(from_template(page, "x.html"))
    assert found == {
        Message("It's free"),
        Message("May", "", "month"),
        Message("none"),
        Message("Until %(a)s"),
        Message("%(n)s job", "%(n)s jobs"),
    }


@pytest.mark.parametrize(
    ("count", "ur", "ja"), [(1, "1 ملازمت، نئی پہلے", "求人1件（新着順）"), (2, "2 ملازمتیں، نئی پہلے", "求人2件（新着順）")]
)
def test_plurals_follow_the_language(count, ur, ja):
    for language, words in (("ur", ur), ("ja", ja)):
        with override(language):
            assert ngettext("%(n)s job, newest first", "%(n)s jobs, newest first", count) % {"n": count} == words


@pytest.mark.parametrize(("english", "japanese"), STATUS_WORDS.items())
def test_status_words_are_those_of_the_design(english, japanese):
    with override("ja"):
        assert _(english) == japanese
        assert str(PUBLIC_WORDS["offered"].word) == "オファー（回答待ち）"


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_no_english_is_left_on_a_public_page(client, language, page):
    answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    assert english_left(answer.text, language) == set()


@pytest.mark.django_db
def test_the_reader_of_pages_sees_english(client):
    page = client.get("/en/").text.replace('lang="en"', 'lang="ur"')
    assert "Applying is free" in english_left(page, "ur")


class Answers(forms.Form):
    text = forms.CharField(max_length=3, min_length=2)
    mail = forms.EmailField()
    day = forms.DateField()
    number = forms.IntegerField(min_value=5)
    pay = forms.DecimalField(max_digits=3, decimal_places=1)
    kind = forms.ChoiceField(choices=[("a", "A")])
    file = forms.FileField()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed", [{}, {"text": "abcd", "mail": "x", "day": "x", "number": "1", "pay": "12345.67", "kind": "1"}, {"text": "a", "number": "x"}]
)
def test_errors_of_forms_are_not_english(language, typed):
    with override(language):
        words = " ".join(str(error) for errors in Answers(typed).errors.values() for error in errors)
    assert words
    assert set(LATIN.findall(words)) <= NAMES


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("password", ["short", "password1234", "ayesha@example.org", "overseas employment"])
def test_errors_of_passwords_are_not_english(language, password):
    with override(language), pytest.raises(ValidationError) as refused:
        validate_password(password, User(email="ayesha@example.org", full_name="Ayesha Khan"))
    assert set(LATIN.findall(" ".join(refused.value.messages))) <= NAMES


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_of_the_api_are_not_english(language):
    class Reader(serializers.Serializer):
        day = serializers.DateField()
        count = serializers.IntegerField()
        name = serializers.CharField(max_length=2)

    with override(language):
        reader = Reader(data={"day": None, "name": "abc"})
        assert not reader.is_valid()
        words = " ".join(str(error) for errors in reader.errors.values() for error in errors)
    assert set(LATIN.findall(words)) <= NAMES


def test_labels_that_django_makes_of_names_are_translated_too():
    field = User._meta.get_field("public_id")
    with override("ja"):
        assert str(field.verbose_name) == "公開ID"
        assert str(Heartbeat._meta.verbose_name_plural) == "稼働信号"
    assert str(field.verbose_name) == "public id"
    assert "verbose_name" not in field.deconstruct()[3]


@pytest.mark.django_db
def test_every_district_has_its_urdu_name_and_what_somebody_entered_stays(reference):
    assert not District.objects.filter(name_ur="").exists()
    District.objects.filter(name="Lahore").update(name_ur="لاہور شہر")
    call_command("load_reference", verbosity=0)
    assert District.objects.get(name="Lahore").name_ur == "لاہور شہر"
