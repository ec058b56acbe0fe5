"""The roles of the house: one per user, these exact words (product.md). Pure."""

from enum import StrEnum


class Role(StrEnum):
    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    OEC_OFFICER = "oec_officer"
    OEC_SUPERVISOR = "oec_supervisor"
    INTER_SES = "inter_ses"
    OPERATOR = "operator"
    AUDITOR = "auditor"


OEC = frozenset({Role.OEC_OFFICER, Role.OEC_SUPERVISOR})
PARTNERS = OEC | {Role.INTER_SES}
READERS = PARTNERS | {Role.AUDITOR}  # may read what is not identity
DESK = READERS | {Role.OPERATOR}  # may enter the desk
EVERYBODY = frozenset(Role)


class PartyKind(StrEnum):
    OEC = "oec"
    INTER_SES = "inter_ses"
    EMPLOYER = "employer"
    TRAINING_CENTRE = "training_centre"


PARTY_OF = {
    Role.OEC_OFFICER: PartyKind.OEC,
    Role.OEC_SUPERVISOR: PartyKind.OEC,
    Role.INTER_SES: PartyKind.INTER_SES,
    Role.EMPLOYER: PartyKind.EMPLOYER,
}
OWNER_OF = {
    Role.CANDIDATE: "candidate",
    Role.OEC_OFFICER: "oec",
    Role.OEC_SUPERVISOR: "oec",
    Role.INTER_SES: "inter_ses",
    Role.EMPLOYER: "employer",
}
