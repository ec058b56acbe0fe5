"""The sentences for the reason codes of accounts."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "last_owner": _("An organisation cannot lose its last owner. Make another person owner first."),
    "not_owner": _("Only an owner of the organisation may do this."),
    "not_operator": _("Only an operator may do this."),
    "own_role": _("You cannot change your own role."),
    "invitation_over": _("This invitation was used already, or its time is over. Ask for a new one."),
    "other_account": _("This e-mail belongs to an account of another kind. Ask for an invitation to another e-mail."),
    "not_signed_in_as": _("Sign in with the invited e-mail first, then open the link again."),
    "closure_turned": _("The last day is before the first day."),
    "closure_past": _("A closure begins today or later: days that are over cannot be closed afterwards."),
    "closure_far": _("A closure is entered at most %(days)s days ahead."),
    "closure_long": _("At most %(most)s days of a year can be closed; with these it would be more in %(year)s."),
    "closure_stands_already": _("Some of these days are closed already. Take that closure back first, or choose other days."),
    "closure_begun": _("This closure has begun. It cannot be taken back any more."),
    "second_signature_needed": _("Nobody does this alone. Ask for a second signature."),
    "second_not_yours": _("Your role may not sign this."),
    "second_asked_yourself": _("You asked for this yourself. Another person has to sign."),
    "second_about_you": _("This is about your own account. Another person has to sign."),
    "second_not_asked_by_you": _("Only the person who asked may take this back."),
    "second_asked_already": _("Somebody has asked for this already. It waits for a signature."),
    "second_asker_gone": _("The person who asked may not ask for this any more. Refuse it; somebody else can ask again."),
    "second_target_changed": _("What this is about has changed since it was asked for. Refuse it; it can be asked for again."),
    "second_nothing_to_do": _("This is so already. There is nothing to sign."),
    "account_merged": _("This account was made one with another account of the same person. It stays closed."),
    "second_reason_needed": _("Write the reason in your own words."),
}
