"""The verbs of an application. One way in: views, desk, admin and API call these."""

from applications.transitions.accepting import accept, code_is_waiting, send_code
from applications.transitions.acting import new_reference, principal_of
from applications.transitions.applying import restore, save_answers, start, submit, supersede, withdraw
from applications.transitions.consenting import (
    consent_blockers,
    consent_words,
    consents_of,
    consequences_of,
    hide_name,
    is_named,
    show_name,
    withdraw_consent,
)
from applications.transitions.hiring import (
    assent_offer,
    decline_offer,
    lapse_offer,
    object_to_offer,
    offer_warnings,
    propose_offer,
    release_offers,
    rescind,
)
from applications.transitions.interviewing import choose_slot, decline_slots, invite, move_interview, record_outcome, remind_due
from applications.transitions.proposing import agree_proposal, decline_proposal, lapse_proposals, propose, propose_blockers
from applications.transitions.reviewing import (
    close,
    endorse,
    needs_of_endorsement,
    not_select,
    prepare_summary,
    present,
    refer_back,
    send_back,
)
from applications.transitions.silence import end_silent, warn_silent

__all__ = [
    "accept",
    "agree_proposal",
    "assent_offer",
    "choose_slot",
    "close",
    "code_is_waiting",
    "consent_blockers",
    "consent_words",
    "consents_of",
    "consequences_of",
    "decline_offer",
    "decline_proposal",
    "decline_slots",
    "end_silent",
    "endorse",
    "hide_name",
    "invite",
    "is_named",
    "lapse_offer",
    "lapse_proposals",
    "move_interview",
    "needs_of_endorsement",
    "new_reference",
    "not_select",
    "object_to_offer",
    "offer_warnings",
    "prepare_summary",
    "present",
    "principal_of",
    "propose",
    "propose_blockers",
    "propose_offer",
    "record_outcome",
    "refer_back",
    "release_offers",
    "remind_due",
    "rescind",
    "restore",
    "save_answers",
    "send_back",
    "send_code",
    "show_name",
    "start",
    "submit",
    "supersede",
    "warn_silent",
    "withdraw",
    "withdraw_consent",
]
