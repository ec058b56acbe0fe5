"""What a candidate says when asking for a place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.words import LEVELS, WISHES


class AskForm(forms.Form):
    """Two questions; nothing is asked twice, and nothing that the group does not need."""

    wish = forms.ChoiceField(label=_("How would you like to learn?"), choices=list(WISHES.items()), widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label=_("Your Japanese now, as you see it"),
        help_text=_("It helps the teacher. It decides nothing."),
        choices=list(LEVELS.items()),
        widget=forms.RadioSelect,
    )
