"""The sentences for the reason codes of lists of people."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "export_too_big": _(
        "More than %(most)s people fit. A list of that size is not made. Narrow it by district, job or state, "
        "or take the figures of the month: they name nobody."
    ),
    "export_asker_gone": _("The person who asked lost the right to it while it was written. Nothing of it is kept."),
    "export_signer_gone": _("The person who signed lost the right to sign while it was written. Nothing of it is kept. Ask again."),
    "export_empty": _("Nobody fits. Change what you look for."),
    "export_over": _("It has ended already."),
    "export_broken": _(
        "Writing it failed again and again, so it was given up. Nothing of it is kept and nothing else was touched. "
        "Ask again; if it fails once more, tell the operator: the log says why."
    ),
    "export_replaced": _("A newer file of the same kind has taken its place."),
    "export_one_at_a_time": _("A list of yours waits or is being written. End it first."),
}
