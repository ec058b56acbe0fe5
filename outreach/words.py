"""The words of outreach: sentences for reasons, names of stages, kinds of entries."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from outreach.states import LeadState

WORDS: dict[str, str | Promise] = {
    "lead_without_name": _("Write the name of the company first."),
    "lead_without_email": _("Write the e-mail of the contact person first."),
    "lead_registered_already": _("This company has registered already. It needs no invitation."),
    "lead_note_empty": _("Write what happened."),
    "lead_nothing_to_undo": _("There is nothing to take back."),
    "company_invitation_used": _(
        "Somebody registered a company with this link. Sign in, or ask the owner of your company's account to invite you."
    ),
    "company_invitation_over": _("This link is too old. Ask Inter-SES for a new one, or register without it."),
}
STAGES: dict[str, tuple[str, str, str | Promise]] = {
    LeadState.FOUND: ("", "search", _("Company found")),
    LeadState.CONTACTED: ("info", "letter", _("Contacted")),
    LeadState.MET: ("info", "person", _("Meeting held")),
    LeadState.AGREED: ("wait", "check", _("Agreed to go on")),
    LeadState.FIRST_VACANCY: ("ok", "check", _("First vacancy")),
    LeadState.SET_ASIDE: ("plain", "dash", _("Set aside")),
}
KINDS = {
    "lead.add": _("Added"),
    "lead.move": _("Stage changed"),
    "lead.undo": _("Stage taken back"),
    "lead.change": _("Details changed"),
    "lead.note": _("Note written"),
    "lead.invite": _("Invitation sent"),
    "lead.register": _("The company registered"),
    "lead.open_vacancy": _("The company sent its first vacancy"),
}
SOURCES = [
    ("", _("not said")), ("search", _("own search")), ("referral", _("somebody named it")), ("event", _("fair or event")),
    ("web", _("it wrote to us")), ("oec", _("OEC named it")), ("chamber", _("chamber or association")), ("other", _("other")),
]  # fmt: skip
OWNER_WORDS = {
    "employer": _("Employer"),
    "inter_ses": _("Inter-SES"),
    "oec": _("OEC"),
    "candidate": _("Candidate"),
    "second_signature": _("OEC"),
    "": _("Nobody"),
}
READY = {
    "now": _("within a month"),
    "soon": _("within three months"),
    "later": _("later"),
    "unsaid": _("not said"),
}
NO_JAPANESE = _("no certificate")
