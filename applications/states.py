"""The life of an application (product.md). Pure table: from, to and by whom."""

from enum import StrEnum

from accounts.roles import OEC, Role
from workflow.steps import SYSTEM, step


class ApplicationState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ENDORSED = "endorsed"
    PRESENTED = "presented"
    INTERVIEWING = "interviewing"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    NOT_SELECTED = "not_selected"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    CLOSED = "closed"


A = ApplicationState
CANDIDATE, EMPLOYER, INTER_SES, SYSTEM_ONLY = {Role.CANDIDATE}, {Role.EMPLOYER}, {Role.INTER_SES}, {SYSTEM}
SELECTING = (A.PRESENTED, A.INTERVIEWING)
OPEN = (A.DRAFT, A.SUBMITTED, A.RETURNED, A.ENDORSED, A.PRESENTED, A.INTERVIEWING, A.OFFERED)
PLACED = (A.ACCEPTED, A.DEPARTED)
NAMED = (A.INTERVIEWING, A.OFFERED)  # people meet: name and contact may be shown, and hidden again
SEATED = (A.ACCEPTED, A.DEPARTED, A.ARRIVED)
NOT_FINAL = OPEN + PLACED + (A.SUPERSEDED,)
FINAL = (A.NOT_SELECTED, A.DECLINED, A.CLOSED, A.ARRIVED)
RESTORABLE = (A.DRAFT, A.SUBMITTED, A.RETURNED, A.ENDORSED, A.PRESENTED, A.INTERVIEWING)
SEEN_BY_EMPLOYER = (A.PRESENTED, A.INTERVIEWING, A.OFFERED, A.ACCEPTED, A.DEPARTED, A.ARRIVED, A.DECLINED)

STEPS = (
    step("submit", (A.DRAFT, A.RETURNED), A.SUBMITTED, CANDIDATE, on_behalf=OEC),
    step("send_back", A.SUBMITTED, A.RETURNED, OEC),
    step("endorse", A.SUBMITTED, A.ENDORSED, OEC),
    step("refer_back", A.ENDORSED, A.SUBMITTED, INTER_SES),
    step("present", A.ENDORSED, A.PRESENTED, INTER_SES),
    step("invite", SELECTING, A.INTERVIEWING, EMPLOYER, on_behalf=INTER_SES),
    step("choose_slot", A.INTERVIEWING, A.INTERVIEWING, CANDIDATE),
    step("decline_slots", A.INTERVIEWING, A.INTERVIEWING, CANDIDATE),
    step("move_interview", A.INTERVIEWING, A.INTERVIEWING, EMPLOYER, on_behalf=INTER_SES),
    step("record_outcome", A.INTERVIEWING, A.INTERVIEWING, EMPLOYER, on_behalf=INTER_SES),
    *(step("show_name", here, here, CANDIDATE) for here in NAMED),
    *(step("hide_name", here, here, CANDIDATE) for here in NAMED),
    *(step("propose_offer", here, here, EMPLOYER, on_behalf=INTER_SES) for here in SELECTING),
    *(step("object_to_offer", here, here, INTER_SES) for here in SELECTING),
    *(step("lapse_offer", here, here, SYSTEM_ONLY) for here in SELECTING),
    step("offer", SELECTING, A.OFFERED, EMPLOYER, on_behalf=INTER_SES),
    step("rescind", A.OFFERED, A.CLOSED, EMPLOYER, on_behalf=INTER_SES),
    step("accept", A.OFFERED, A.ACCEPTED, CANDIDATE),
    step("decline_offer", A.OFFERED, A.DECLINED, CANDIDATE, on_behalf=OEC),
    step("not_select", A.SUBMITTED, A.NOT_SELECTED, OEC),
    step("not_select", A.ENDORSED, A.NOT_SELECTED, INTER_SES),
    step("not_select", SELECTING, A.NOT_SELECTED, EMPLOYER, on_behalf=INTER_SES),
    step("depart", A.ACCEPTED, A.DEPARTED, OEC),
    step("arrive", A.DEPARTED, A.ARRIVED, OEC | INTER_SES),
    step("withdraw", NOT_FINAL, A.WITHDRAWN, CANDIDATE, on_behalf=OEC),
    step("supersede", OPEN, A.SUPERSEDED, SYSTEM_ONLY),
    *(step("restore", (A.SUPERSEDED, A.WITHDRAWN), back, CANDIDATE, on_behalf=OEC) for back in RESTORABLE),
    step("close", NOT_FINAL, A.CLOSED, OEC | INTER_SES | SYSTEM_ONLY),
)
OWNERS = {
    A.DRAFT: "candidate",
    A.SUBMITTED: "oec",
    A.RETURNED: "candidate",
    A.ENDORSED: "inter_ses",
    A.PRESENTED: "employer",
    A.INTERVIEWING: "employer",
    A.OFFERED: "candidate",
    A.ACCEPTED: "oec",
    A.DEPARTED: "oec",
}
