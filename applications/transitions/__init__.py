"""The verbs of an application. One way in: views, desk, admin and API call these."""

from applications.transitions.accepting import accept, code_is_waiting, send_code
from applications.transitions.acting import new_reference, principal_of
from applications.transitions.applying import restore, start, submit, supersede, withdraw
from applications.transitions.hiring import (
    assent_offer,
    choose_slot,
    decline_offer,
    invite,
    lapse_offer,
    object_to_offer,
    offer_warnings,
    propose_offer,
    release_offers,
    rescind,
)
from applications.transitions.reviewing import close, endorse, needs_of_endorsement, not_select, present, refer_back, send_back

__all__ = [
    "accept",
    "assent_offer",
    "choose_slot",
    "close",
    "code_is_waiting",
    "decline_offer",
    "endorse",
    "invite",
    "lapse_offer",
    "needs_of_endorsement",
    "new_reference",
    "not_select",
    "object_to_offer",
    "offer_warnings",
    "present",
    "principal_of",
    "propose_offer",
    "refer_back",
    "release_offers",
    "rescind",
    "restore",
    "send_back",
    "send_code",
    "start",
    "submit",
    "supersede",
    "withdraw",
]
