"""What is typed about shortlists: by the company that makes one, and by the reader who marks."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models import MARKS, PresentedCandidate
from applications.transitions.shortlisting import MOST_DAYS

DAYS = [(3, _("3 days")), (7, _("7 days")), (14, _("14 days")), (MOST_DAYS, _("30 days"))]


class ShortlistForm(forms.Form):
    """For whom and how long."""

    days = forms.TypedChoiceField(label=_("How long the link works"), choices=DAYS, initial=7, coerce=int, widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("Message for the reader"),
        help_text=_("What you want to know. It stands above the candidates."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class MarksForm(forms.Form):
    """One mark and one note for each candidate, and who gives them."""

    by_name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        help_text=_("The company sees it beside your marks. Mark again with the same name to change them."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )

    def __init__(self, *args, candidates: Iterable[PresentedCandidate], **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = [str(row.public_id) for row in candidates]
        for key in self.keys:
            self.fields[f"mark-{key}"] = forms.ChoiceField(label=_("Mark"), choices=MARKS, required=False, widget=forms.RadioSelect)
            self.fields[f"note-{key}"] = forms.CharField(
                label=_("Note"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
            )

    def marks(self) -> dict[str, tuple[str, str]]:
        """(mark, note) by candidate, for those who got a mark."""
        said = self.cleaned_data
        return {key: (said[f"mark-{key}"], said[f"note-{key}"]) for key in self.keys if said.get(f"mark-{key}")}
