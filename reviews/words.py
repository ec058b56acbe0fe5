"""Sentences for the refusals of the desk."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "identity_reason_missing": _("Write in a few words why you need to see this. The person can read it."),
    "identity_not_yours": _("Only OEC may open identity numbers."),
    "held_by_colleague": _("%(name)s opened this case %(minutes)s min ago and decides it. It is free again after 15 minutes."),
    "decision_waits_already": _("A decision on this case is waiting for its release. Nothing else can be decided until then."),
    "decision_not_yours": _("Only the person who decided can take the decision back."),
    "decision_not_pending": _("This decision was released or taken back already. Look at the case for its present state."),
    "case_handed_on": _("You handed this case on, because you know the person. A colleague decides it."),
    "no_such_colleague": _("Choose a colleague of your own organisation."),
    "deputy_is_oneself": _("Choose a colleague, not the officer who is away."),
    "deputy_of_another_party": _("Choose a colleague of the same organisation."),
    "deputy_days_turned": _("The last day is before the first day."),
    "deputy_days_past": _("The last day is already past."),
    "deputy_days_long": _("At most 120 days at a time. Name the deputy again after that."),
    "deputy_stands_already": _("Somebody is named already for some of these days. End that first."),
    "case_not_open_to_you": _("This case is not open to you."),
}
