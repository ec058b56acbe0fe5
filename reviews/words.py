"""Sentences for the refusals of the desk."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "identity_reason_missing": _("Write in a few words why you need to see this. The person can read it."),
    "identity_not_yours": _("Only OEC may open identity numbers."),
    "held_by_colleague": _("%(name)s opened this case %(minutes)s min ago and decides it. It is free again after 15 minutes."),
    "decision_waits_already": _("A decision on this case is waiting for its release. Nothing else can be decided until then."),
    "decision_not_yours": _("Only the person who decided can take the decision back."),
    "decision_not_pending": _("This decision was released or taken back already. Look at the case for its present state."),
    "decision_in_batch": _("This decision belongs to a batch. Take the case out on the page of the batch."),
    "batch_empty": _("Name at least one case."),
    "batch_too_large": _("You named %(count)s cases. At most %(most)s are decided together; leave some out."),
    "batch_own_decision": _("You decided this batch. Another person signs it."),
    "batch_none_ticked": _("Tick at least one case that still waits."),
    "batch_not_your_signature": _("Only the person who signed can stop the release."),
    "batch_time_past": _("This time is over. Choose a later one, or release at once."),
    "batch_time_far": _("A batch is released within %(days)s days. What waits longer should be looked at again."),
    "identity_needs_the_eye": _("An identity document is opened alone: it needs the eye."),
    "case_handed_on": _("You handed this case on, because you know the person. A colleague decides it."),
    "no_such_colleague": _("Choose a colleague of your own organisation."),
    "deputy_is_oneself": _("Choose a colleague, not the officer who is away."),
    "deputy_of_another_party": _("Choose a colleague of the same organisation."),
    "deputy_days_turned": _("The last day is before the first day."),
    "deputy_days_past": _("The last day is already past."),
    "deputy_days_long": _("At most 120 days at a time. Name the deputy again after that."),
    "deputy_stands_already": _("Somebody is named already for some of these days. End that first."),
    "saved_filter_empty": _("This shows the whole queue. Choose something first, then save it."),
    "saved_filters_full": _("You saved %(most)s filters for this queue already. Delete one first."),
    "saved_filter_name_taken": _("You have a filter of this name in this queue. Choose another name."),
    "saved_filter_share_leads": _("Only those who lead the organisation share a filter. Keep it for yourself."),
    "case_not_open_to_you": _("This case is not open to you."),
}
