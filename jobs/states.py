"""The lives of employer, demand letter and vacancy (product.md). Pure tables: from, to and by whom."""

from enum import StrEnum

from accounts.roles import OEC, Role
from workflow.steps import SYSTEM, step

EMPLOYER, INTER_SES, SUPERVISOR = {Role.EMPLOYER}, {Role.INTER_SES}, {Role.OEC_SUPERVISOR}


class EmployerState(StrEnum):
    REGISTERED = "registered"
    VERIFIED = "verified"
    SUSPENDED = "suspended"


EMPLOYER_STEPS = (
    step("verify", EmployerState.REGISTERED, EmployerState.VERIFIED, INTER_SES),
    step("suspend", EmployerState.VERIFIED, EmployerState.SUSPENDED, INTER_SES),
    step("reinstate", EmployerState.SUSPENDED, EmployerState.VERIFIED, INTER_SES),
)
EMPLOYER_OWNERS = {EmployerState.REGISTERED: "inter_ses"}


class DemandState(StrEnum):
    DRAFTED = "drafted"
    WAITING = "waiting"
    ENTERED = "entered"
    ATTESTED = "attested"
    EXPIRED = "expired"


DEMAND_STEPS = (
    step("send_for_attestation", DemandState.DRAFTED, DemandState.WAITING, EMPLOYER, on_behalf={Role.INTER_SES}),
    step("enter_attestation", (DemandState.WAITING, DemandState.ENTERED), DemandState.ENTERED, OEC),
    step("confirm_attestation", DemandState.ENTERED, DemandState.ATTESTED, SUPERVISOR),
    step("send_back_attestation", DemandState.ENTERED, DemandState.WAITING, SUPERVISOR),
    step("expire", DemandState.ATTESTED, DemandState.EXPIRED, {SYSTEM}),
)
DEMAND_OWNERS = {DemandState.DRAFTED: "employer", DemandState.WAITING: "employer", DemandState.ENTERED: "oec"}
DEMAND_TERMS = {DemandState.ENTERED: "second_signature"}


class VacancyState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    VETTED = "vetted"
    RETURNED = "returned"
    PUBLISHED = "published"
    PAUSED = "paused"
    CLOSED = "closed"
    ENDED = "ended"


V = VacancyState
LIVE = (V.PUBLISHED, V.PAUSED)
VACANCY_STEPS = (
    step("submit", (V.DRAFT, V.RETURNED), V.SUBMITTED, EMPLOYER, on_behalf={Role.INTER_SES}),
    step("lapse", V.RETURNED, V.ENDED, {SYSTEM}),  # silence, after a warning
    step("vet", V.SUBMITTED, V.VETTED, INTER_SES),
    step("send_back", V.SUBMITTED, V.RETURNED, INTER_SES | OEC),
    step("send_back", V.VETTED, V.RETURNED, INTER_SES | OEC),
    step("publish", V.VETTED, V.PUBLISHED, OEC),
    step("pause", V.PUBLISHED, V.PAUSED, OEC | INTER_SES | EMPLOYER | {SYSTEM}),
    step("resume", V.PAUSED, V.PUBLISHED, OEC | INTER_SES | EMPLOYER),
    step("close", LIVE, V.CLOSED, EMPLOYER | OEC | {SYSTEM}),
    step("reopen", V.CLOSED, V.PUBLISHED, EMPLOYER | OEC | {SYSTEM}),
    *(step("propose_change", here, here, EMPLOYER, on_behalf={Role.INTER_SES}) for here in LIVE),
    *(step("change", here, here, EMPLOYER, on_behalf={Role.INTER_SES}) for here in LIVE),
    *(step("vet_change", here, here, INTER_SES) for here in LIVE),
    *(step("refuse_change", here, here, INTER_SES) for here in LIVE),
    *(step("take_back_change", here, here, EMPLOYER) for here in LIVE),
    *(step("confirm", here, here, EMPLOYER, on_behalf={Role.INTER_SES}) for here in LIVE),
    step("ask_to_confirm", V.PUBLISHED, V.PUBLISHED, {SYSTEM}),
    step("end", V.CLOSED, V.ENDED, OEC | INTER_SES | {SYSTEM}),
)
VACANCY_OWNERS = {V.DRAFT: "employer", V.SUBMITTED: "inter_ses", V.VETTED: "oec", V.RETURNED: "employer"}
EDITABLE = (V.DRAFT, V.RETURNED)
