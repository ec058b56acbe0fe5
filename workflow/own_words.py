"""Sentences of the workflow itself."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "step_not_yours": _("This step is not yours to take."),
    "step_not_open": _("This step is not open any more. Look at the present state and try again."),
    "changed_meanwhile": _("Somebody else changed this a moment ago. Nothing of yours was lost: look at the new state and decide again."),
}
