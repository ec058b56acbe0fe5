"""Forms for the decisions of the desk about employers and vacancies."""

from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jobs.forms.typed import PlainSelect
from jobs.forms.vacancy import FIELDS
from jobs.models import Employer, Vacancy

REMARKS = 6


class VerifyForm(forms.Form):
    """What was checked about the company, and how."""

    verified_checks = forms.MultipleChoiceField(
        label=_("What you checked"), choices=Employer.Checked.choices, widget=forms.CheckboxSelectMultiple
    )
    verified_how = forms.CharField(
        label=_("How did you check it?"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: corporate number site, telephone call to the number there, on 23 November 2026"),
    )


class NoteForm(forms.Form):
    """A few words with a step."""

    note = forms.CharField(label=_("Note"), max_length=4000, widget=forms.Textarea({"rows": 3}))


@lru_cache(maxsize=8)
def field_names(_language: str | None) -> list[tuple[str, str]]:
    """Every field that a remark may be about, in the reader's language."""
    return [("", str(_("Choose a field")))] + [(name, str(Vacancy._meta.get_field(name).verbose_name)) for name in FIELDS]


class RemarksForm(forms.Form):
    """Up to six remarks, each about one field of the vacancy, and a note for all."""

    note = forms.CharField(label=_("Note about the whole vacancy"), max_length=4000, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = field_names(get_language())
        for number in range(1, REMARKS + 1):
            self.fields[f"field_{number}"] = forms.ChoiceField(
                label=_("Field %(number)s") % {"number": number}, choices=names, required=False, widget=PlainSelect
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("What to change %(number)s") % {"number": number},
                max_length=600,
                required=False,
                widget=forms.Textarea({"rows": 2}),
            )
        self.order_fields([*(f"{part}_{n}" for n in range(1, REMARKS + 1) for part in ("field", "text")), "note"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for number in range(1, REMARKS + 1):
            field, text = found.get(f"field_{number}"), found.get(f"text_{number}")
            if text and not field:
                self.add_error(f"field_{number}", _("Choose the field that you mean."))
            if field and not text:
                self.add_error(f"text_{number}", _("Write what to change."))
        if not self.errors and not self.remarks() and not found.get("note"):
            raise forms.ValidationError(_("Write at least one remark, so that the employer knows what to change."))
        return found

    def remarks(self) -> dict[str, str]:
        """What was written, by field; two about one field are put together."""
        said: dict[str, str] = {}
        for number in range(1, REMARKS + 1):
            field, text = self.cleaned_data.get(f"field_{number}"), self.cleaned_data.get(f"text_{number}")
            if field and text:
                said[field] = f"{said[field]}\n{text}"[:600] if field in said else text
        return said
