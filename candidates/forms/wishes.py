"""Where a person lives and would work, and what they can do."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candidates.forms.typed import AnyDigitsInteger
from candidates.models import Profile

MAX_SKILLS, MAX_SKILL = 30, 40


class PlaceForm(forms.ModelForm):
    """District, and where and when one would work."""

    wanted_pay = AnyDigitsInteger(label=_("Pay you hope for, yen a month"), required=False, min_value=50_000, max_value=5_000_000)

    class Meta:
        model = Profile
        fields = ["district", "wanted_prefectures", "wanted_pay", "can_start_on"]
        widgets = {"can_start_on": forms.SelectDateWidget(), "wanted_prefectures": forms.SelectMultiple({"size": 8})}
        help_texts = {"wanted_prefectures": _("Choose none if you would work anywhere in Japan.")}


class SkillsForm(forms.ModelForm):
    """Skills and English as the person sees them; a certificate goes under tests."""

    skills = forms.CharField(
        label=_("Skills"),
        required=False,
        max_length=1200,
        help_text=_("With commas between, for example: Python, PostgreSQL, welding"),
        widget=forms.Textarea({"rows": 3}),
    )

    class Meta:
        model = Profile
        fields = ["skills", "english_level", "about"]
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
