"""Sentences for what keeps a shortlist from being made or marked."""

from django.utils.translation import gettext_lazy as _

SHORTLIST_WORDS = {
    "shortlist_empty": _("Choose at least one candidate who is still available."),
    "shortlist_too_many": _("Choose at most %(most)s candidates for one shortlist."),
    "shortlist_two_vacancies": _("Choose candidates of one vacancy. These belong to several."),
    "shortlist_days_wrong": _("The link works between 1 and %(most)s days."),
    "shortlist_over": _("This link does not work any more."),
    "shortlist_mark_missing": _("Choose a mark for at least one candidate."),
}
