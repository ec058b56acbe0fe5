"""Colour, icon and word of every state, as the desk says it (the public words stand with the things themselves)."""

from django.utils.translation import gettext_lazy as _

APPLICATION = {
    "submitted": ("act", "list", _("OEC checks")),
    "returned": ("", "pencil", _("Back with the candidate")),
    "endorsed": ("act", "list", _("Endorsed, Inter-SES presents")),
    "presented": ("wait", "clock", _("With the employer")),
    "interviewing": ("info", "calendar", _("Interview")),
    "offered": ("wait", "clock", _("Offered, candidate decides")),
    "accepted": ("ok", "check", _("Accepted, preparing")),
    "departed": ("info", "list", _("On the way to Japan")),
    "arrived": ("ok", "check", _("In Japan")),
    "not_selected": ("", "dash", _("Not selected")),
    "declined": ("", "dash", _("Declined by the candidate")),
    "withdrawn": ("", "dash", _("Withdrawn")),
    "superseded": ("", "dash", _("Set aside, another job accepted")),
    "closed": ("", "dash", _("Closed")),
}
EVIDENCE = {
    "received": ("act", "list", _("To check")),
    "verified": ("ok", "check", _("Verified")),
    "rejected": ("bad", "cross", _("Rejected")),
    "expired": ("act", "warn", _("Expired")),
}
VACANCY = {
    "draft": ("", "pencil", _("Draft")),
    "submitted": ("act", "list", _("Inter-SES vets")),
    "vetted": ("act", "list", _("Vetted, OEC publishes")),
    "returned": ("", "pencil", _("Back with the employer")),
    "published": ("ok", "check", _("Published")),
    "paused": ("", "dash", _("Paused")),
    "closed": ("info", "list", _("Closed, selection goes on")),
    "ended": ("plain", "dash", _("Ended")),
}
EMPLOYER = {
    "registered": ("act", "list", _("Inter-SES checks")),
    "verified": ("ok", "check", _("Verified")),
    "suspended": ("bad", "warn", _("Suspended")),
}
DEMAND = {
    "drafted": ("", "pencil", _("Drafted")),
    "waiting": ("wait", "clock", _("Waiting for attestation")),
    "entered": ("act", "list", _("Entered, second signature")),
    "attested": ("ok", "check", _("Attested")),
    "expired": ("plain", "dash", _("Expired")),
}
OFFER = {
    "proposed": ("act", "list", _("Inter-SES looks")),
    "objected": ("", "pencil", _("Back with the employer")),
    "made": ("ok", "check", _("With the candidate")),
    "rescinded": ("", "dash", _("Taken back")),
    "lapsed": ("", "dash", _("Lapsed")),
}
VERDICT = {
    "yes": ("ok", "check", _("Meets the conditions")),
    "nearly": ("info", "list", _("Nearly: something is missing")),
    "unknown": ("act", "unknown", _("Not known yet")),
    "no": ("bad", "cross", _("Not possible now")),
}
OWNERS = {
    "candidate": _("Candidate"),
    "oec": _("OEC"),
    "inter_ses": _("Inter-SES"),
    "employer": _("Employer"),
}
STEPS = {
    "employer.register": _("Registered"),
    "employer.verify": _("Verified"),
    "employer.suspend": _("Suspended"),
    "employer.reinstate": _("Reinstated"),
    "demand.draft": _("Drafted"),
    "demand.send_for_attestation": _("Sent for attestation"),
    "demand.enter_attestation": _("Attestation entered"),
    "demand.confirm_attestation": _("Attestation confirmed"),
    "demand.send_back_attestation": _("Attestation sent back"),
    "demand.expire": _("Expired"),
    "vacancy.draft": _("Drafted"),
    "vacancy.submit": _("Sent to Inter-SES"),
    "vacancy.vet": _("Vetted"),
    "vacancy.send_back": _("Sent back"),
    "vacancy.publish": _("Published"),
    "vacancy.pause": _("Paused"),
    "vacancy.resume": _("Resumed"),
    "vacancy.close": _("Closed"),
    "vacancy.reopen": _("Opened again"),
    "vacancy.end": _("Ended"),
    "evidence.receive": _("Received"),
    "evidence.verify": _("Verified"),
    "evidence.reject": _("Rejected"),
    "evidence.expire": _("Expired"),
    "application.start": _("Started"),
    "application.submit": _("Sent to OEC"),
    "application.send_back": _("Sent back"),
    "application.endorse": _("Endorsed"),
    "application.refer_back": _("Referred back to OEC"),
    "application.present": _("Presented to the employer"),
    "application.invite": _("Invited to an interview"),
    "application.choose_slot": _("Interview time chosen"),
    "application.show_name": _("Name shown to the employer"),
    "application.hide_name": _("Name closed to the employer again"),
    "application.propose_offer": _("Offer proposed"),
    "application.object_to_offer": _("Change of the offer asked for"),
    "application.lapse_offer": _("Proposed offer ended"),
    "application.offer": _("Offered"),
    "application.rescind": _("Offer taken back"),
    "application.accept": _("Accepted"),
    "application.decline_offer": _("Offer declined"),
    "application.not_select": _("Not selected"),
    "application.depart": _("Departed"),
    "application.arrive": _("Arrived"),
    "application.withdraw": _("Withdrawn"),
    "application.supersede": _("Set aside"),
    "application.restore": _("Restored"),
    "application.close": _("Closed"),
}
SOURCES = {"walk_in": _("at the counter"), "phone": _("by phone"), "letter": _("by letter"), "scan": _("by scan or e-mail")}
