"""What the style guide shows: one of everything, fictional."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PHONE = {"inputmode": "tel", "autocomplete": "tel", "dir": "ltr"}
CNIC = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
AT = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=gettext_lazy("Full name as on your CNIC"), max_length=80, widget=forms.TextInput({"autocomplete": "name"}))
    cnic = forms.CharField(
        label=gettext_lazy("CNIC number"), help_text=gettext_lazy("13 digits, for example 35202-1234567-1"), widget=forms.TextInput(CNIC)
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone number"),
        help_text=gettext_lazy("For example 0300 1234567"),
        widget=forms.TextInput({**PHONE, "type": "tel"}),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    born_on = forms.DateField(
        label=gettext_lazy("Date of birth"),
        help_text=gettext_lazy("For example 27 3 1999"),
        widget=forms.SelectDateWidget({"autocomplete": "bday"}),
    )
    english = forms.ChoiceField(
        label=gettext_lazy("Your English"),
        choices=[("a", gettext_lazy("A little")), ("b", gettext_lazy("Good")), ("c", gettext_lazy("Very good"))],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(label=gettext_lazy("Prefecture"), choices=[("13", gettext_lazy("Tokyo")), ("27", gettext_lazy("Osaka"))])
    about = forms.CharField(label=gettext_lazy("About your work"), required=False, widget=forms.Textarea({"rows": 3}))
    photo = forms.FileField(
        label=gettext_lazy("Photo of the certificate"), required=False, widget=forms.FileInput({"accept": "image/*,application/pdf"})
    )
    agree = forms.BooleanField(label=gettext_lazy("OEC may show my application to this employer without my name"))


class SampleFilters(forms.Form):
    """Filters of a list."""

    region = forms.ChoiceField(
        label=gettext_lazy("Prefecture"), required=True, choices=[("13", gettext_lazy("Tokyo")), ("27", gettext_lazy("Osaka"))]
    )


def everything() -> dict[str, Any]:
    """The context of the style guide."""
    return {
        "sample": SampleForm(),
        "faulty": faulty(),
        "filters": SampleFilters(),
        "nothing": forms.Form(),
        **lists(),
        **cards(),
        **panels(),
    }


def faulty() -> SampleForm:
    """The same form as it comes back with errors."""
    sent = {"cnic": "12", "phone": "0300 1234567", "born_on_day": "31", "born_on_month": "2", "born_on_year": "2000"}
    return SampleForm({f"faulty-{name}": value for name, value in sent.items()}, prefix="faulty")


def tags() -> list[tuple[str, str, str]]:
    """One tag of each colour: colour, icon, word."""
    return [
        ("", "pencil", _("Not sent yet")),
        ("wait", "clock", _("OEC is checking")),
        ("act", "warn", _("Correct this")),
        ("info", "calendar", _("Interview")),
        ("ok", "check", _("In Japan")),
        ("bad", "warn", _("There is a problem")),
        ("plain", "", _("Completed")),
    ]


def lists() -> dict[str, Any]:
    """Checklist, task list, timeline, tables."""
    return checklists() | timelines()


def checklists() -> dict[str, Any]:
    """What is met, and what is to be done."""
    return {
        "tags": tags(),
        "checks": [
            {"label": _("Age 18 or over"), "state": "met", "evidence": _("Seen on your CNIC")},
            {"label": _("Japanese N4"), "state": "not_met", "evidence": _("Your profile shows N5."), "url": "#check"},
            {"label": _("Passport"), "state": "unknown", "url": "#check"},
        ],
        "tasks": [
            {"label": _("Confirm your CNIC"), "url": "#tasks", "tag": ("plain", "", _("Completed"))},
            {
                "label": _("Add your test results"),
                "url": "#tasks",
                "tag": ("bad", "warn", _("There is a problem")),
                "text": _("The photo is too dark to read"),
            },
            {"label": _("Check and send"), "url": "", "tag": ("plain", "", _("Cannot start yet"))},
        ],
    }


def timelines() -> dict[str, Any]:
    """What happened, facts, and two things side by side."""
    return {
        "events": [
            {"label": _("Sent"), "at": datetime(2026, 11, 2, 9, 20, tzinfo=UTC), "state": "done"},
            {"label": _("Interview"), "at": AT, "state": "now"},
            {"label": _("Decision"), "at": None, "state": "todo", "text": _("Usually within 10 days of the interview")},
        ],
        "facts": [(_("Place of work"), _("Osaka")), (_("Contract"), _("1 year, can be renewed"))],
        "comparison": [
            {"label": _("Pay a month"), "left": "¥218,000", "right": "¥210,000", "is_different": True},
            {"label": _("Hours a day"), "left": "8", "right": "8", "is_different": False},
        ],
    }


def cards() -> dict[str, Any]:
    """Job cards, pages, figures."""
    job = {
        "url": "#jobs",
        "title": _("Backend developer"),
        "employer": "さくらシステム株式会社",
        "place": _("Osaka"),
        "pay": 280000,
        "japanese": "N4",
    }
    job |= {
        "closes_on": date(2026, 11, 30),
        "verdict": ("ok", "check", _("You meet 6 of 7 requirements")),
        "tags": [("", "", _("Housing provided"))],
    }
    return {
        "jobs": [job, job | {"verdict": ("act", "unknown", _("Not known yet")), "tags": []}],
        "page": Paginator(range(60), 20).page(2),
        "figures": [{"count": 42, "label": _("to check"), "url": "#figs"}, {"count": 3, "label": _("late"), "is_late": True}],
    }


def panels() -> dict[str, Any]:
    """Upload, sent panel, letter."""
    return {
        "at": AT,
        "file": {"name": "n4-certificate.jpg", "size": 372_000, "tag": ("wait", "clock", _("Being checked"))},
        "good": [_("The whole page, flat, in good light")],
        "bad": [_("Dark, cut off or out of focus")],
        "steps": [_("OEC checks your papers, usually within 5 working days."), _("We write to you when something changes.")],
    }
