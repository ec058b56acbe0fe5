"""The sentences for the reason codes of fees."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "fee_in_future": _("The day of the payment is still to come."),
    "fee_entered_already": _("A fee of this kind with this invoice number stands there already for this placement. Correct that one."),
    "fee_forbidden_in_field": _("In this field nobody may be placed for a fee."),
    "fee_before_hire": _("A placement fee is charged after the person was hired, not before."),
    "refund_exceeds_fee": _("That is more than what was charged for this placement."),
    "fee_corrected_already": _("This entry was corrected meanwhile. Look at the newest one."),
}
