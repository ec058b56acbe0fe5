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
}
