"""Where a person lives and would work, what speaks for them, and what counts besides."""

from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from candidates import rules
from candidates.forms.typed import AnyDigitsInteger, DateBoxes, wants
from candidates.models import District, Profile
from candidates.transitions import today
from jobs.models import Prefecture, SswField
from vault.kinds import PDF

MAX_SKILLS, MAX_SKILL = 30, 40
REGIONS = {
    "Hokkaido": _("Hokkaido"),
    "Tohoku": _("Tohoku"),
    "Kanto": _("Kanto"),
    "Chubu": _("Chubu"),
    "Kinki": _("Kinki"),
    "Chugoku": _("Chugoku"),
    "Shikoku": _("Shikoku"),
    "Kyushu-Okinawa": _("Kyushu and Okinawa"),
}


def districts() -> list[tuple[Any, Any]]:
    """Pakistan's districts under their province."""
    is_urdu = get_language() == "ur"
    rows = District.objects.order_by("province_en", "name")
    groups = groupby(rows, key=lambda row: row.province_ur if is_urdu else row.province_en)
    return [("", _("Choose")), *((province, [(row.pk, str(row)) for row in members]) for province, members in groups)]


def prefectures() -> list[tuple[Any, Any]]:
    """The 47 prefectures under their region."""
    groups = groupby(Prefecture.objects.order_by("code"), key=lambda row: row.region_en)
    return [(REGIONS.get(region, region), [(row.pk, str(row)) for row in rows]) for region, rows in groups]


def kinds() -> list[tuple[str, Any]]:
    """IT, and the fields of the Specified Skilled Worker status."""
    return [("it", _("IT: development, infrastructure, data")), *((row.code, str(row)) for row in SswField.objects.order_by("order"))]


class ContactForm(forms.ModelForm):
    """The district; phone and e-mail have pages of their own, where a code proves them."""

    class Meta:
        model = Profile
        fields = ["district"]
        labels = {"district": _("District where you live")}
        help_texts = {"district": _("So that OEC can name the nearest office. Employers do not see it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].required = True
        self.fields["district"].choices = districts  # type: ignore[attr-defined]


class WishesForm(forms.ModelForm):
    """Kinds of work, pay and start."""

    wanted_fields = forms.MultipleChoiceField(
        label=_("Kinds of work that you would do"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Tick all that fit.")
    )
    wanted_pay = AnyDigitsInteger(
        label=_("Pay you hope for, yen a month"),
        required=False,
        min_value=50_000,
        max_value=5_000_000,
        help_text=_("Before tax, in yen. For example: 250000"),
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr"}),
    )
    can_start_on = forms.DateField(
        label=_("You can start from"),
        required=False,
        help_text=_("In digits. For example: 1 4 2027. Most people need six months from the offer to the flight."),
        widget=DateBoxes,
    )

    class Meta:
        model = Profile
        fields = ["wanted_fields", "wanted_pay", "can_start_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted_fields"].choices = kinds  # type: ignore[attr-defined]

    def clean_can_start_on(self) -> Any:
        day = self.cleaned_data["can_start_on"]
        if day and day < today() and "can_start_on" in self.changed_data:
            raise ValidationError(_("This day has passed. Choose today or a later day."))
        if day and day.year > today().year + 5:
            raise ValidationError(_("This day is too far away. Check the year."))
        return day


class PrefecturesForm(forms.ModelForm):
    """Where in Japan."""

    class Meta:
        model = Profile
        fields = ["wanted_prefectures"]
        labels = {"wanted_prefectures": _("Prefectures where you would work")}
        help_texts = {"wanted_prefectures": _("Choose none if you would work anywhere in Japan.")}
        widgets = {"wanted_prefectures": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted_prefectures"].choices = prefectures  # type: ignore[attr-defined]


class WordsForm(forms.ModelForm):
    """What the vocabulary of skills has no word for, and a few sentences about the work."""

    skills = forms.CharField(
        label=_("Other skills, which you did not find"),
        required=False,
        max_length=1200,
        help_text=_("With commas between, for example: crane, tile setting"),
        widget=forms.Textarea({"rows": 2}),
    )

    class Meta:
        model = Profile
        fields = ["about", "skills"]
        labels = {"about": _("What an employer should know about your work")}
        help_texts = {"about": _("A few sentences. No names, phone numbers or addresses: employers see this before they know who you are.")}
        widgets = {"about": forms.Textarea({"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["skills"] = ", ".join(self.instance.skills)

    def clean_skills(self) -> list[str]:
        """At most 30 names of at most 40 characters, each once."""
        names = [" ".join(part.split()) for part in self.cleaned_data["skills"].replace("،", ",").replace("、", ",").split(",")]
        unique = list({name.casefold(): name for name in names if name}.values())
        if len(unique) > MAX_SKILLS:
            raise ValidationError(_("Name at most %(count)s skills."), params={"count": MAX_SKILLS})
        if long := [name for name in unique if len(name) > MAX_SKILL]:
            raise ValidationError(_("This skill is too long: %(name)s"), params={"name": long[0][:60]})
        return unique


class Link(forms.URLField):
    """A public https address; github.com/ayesha is enough."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        attrs = {"dir": "ltr", "inputmode": "url", "autocapitalize": "none", "autocomplete": "url"}
        super().__init__(assume_scheme="https", required=False, max_length=max_length, widget=forms.TextInput(attrs), **kwargs)

    def clean(self, value: Any) -> str:
        url: str = super().clean(value)
        wants(rules.link_blockers(url) if url else [])
        return url


class LinksForm(forms.ModelForm):
    """Work that can be looked at; employers see it only when they invite, because an address tells who you are."""

    code_url = Link(label=_("Your code"), help_text=_("For example: https://github.com/ayesha"))
    portfolio_url = Link(label=_("Your portfolio or website"))
    project_url = Link(label=_("Your final-year project"))

    class Meta:
        model = Profile
        fields = ["code_url", "portfolio_url", "project_url", "project_about"]
        labels = {"project_about": _("What the project does")}
        help_texts = {"project_about": _("One or two sentences.")}
        widgets = {"project_about": forms.Textarea({"rows": 3})}


POINT_ITEMS = [
    ("EDU_MULTI", _("I hold two master's or doctor's degrees in different fields")),
    ("JA_N1", _("I hold a degree in the Japanese language from a university outside Japan")),
    ("TOP_UNI", _("My university is on the list of the Japanese government (for example among the world's top 300)")),
    ("TRAINING", _("I completed a designated training, for example JICA Innovative Asia")),
    ("RES_ANY", _("I have a patent, funded research, or three papers in indexed journals as the responsible author")),
    ("FOREIGN_QUAL", _("I hold a qualification or award outside Japan that the Japanese government recognises for my work")),
]


class PointsForm(forms.ModelForm):
    """What counts for Highly Skilled points and no other page asks for; a claim, never a proof."""

    point_items = forms.MultipleChoiceField(
        label=_("Tick what is true for you"), required=False, choices=POINT_ITEMS, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Profile
        fields = ["point_items"]


class CvForm(forms.Form):
    """An own CV, as PDF."""

    file = forms.FileField(
        label=_("Your CV as PDF"),
        help_text=_("PDF, at most 8 MB and 50 pages."),
        widget=forms.FileInput({"accept": PDF}),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty. Choose the file again.")},
    )
