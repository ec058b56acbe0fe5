"""The lives of a question and of a report of a demand for money. Pure tables: from, to and by whom."""

from enum import StrEnum

from accounts.roles import PARTNERS, Role
from workflow.steps import SYSTEM, step


class Desk(StrEnum):
    """Who answers: also the owner of the clock."""

    OEC = "oec"
    INTER_SES = "inter_ses"
    AUDITOR = "auditor"


class Subject(StrEnum):
    """What a question is about."""

    APPLICATION = "application"
    DOCUMENT = "document"
    ACCOUNT = "account"
    HIRING = "hiring"
    JAPAN = "japan"
    STAFF = "staff"
    OTHER = "other"


class QuestionState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"


class ReportState(StrEnum):
    RECEIVED = "received"
    EXAMINED = "examined"
    SETTLED = "settled"
    DISMISSED = "dismissed"


Q, R = QuestionState, ReportState
ASKERS = {Role.CANDIDATE, Role.EMPLOYER}
ANSWERERS = PARTNERS | {Role.AUDITOR}
EXAMINERS = {Role.OEC_SUPERVISOR, Role.AUDITOR}
QUESTION_STEPS = (
    step("write", (Q.ASKED, Q.ANSWERED, Q.CLOSED), Q.ASKED, ASKERS | {SYSTEM}),
    step("answer", (Q.ASKED, Q.ANSWERED), Q.ANSWERED, ANSWERERS),
    step("hand_over", Q.ASKED, Q.ASKED, PARTNERS),
    *(step("note", here, here, ANSWERERS) for here in Q),
    step("close", (Q.ASKED, Q.ANSWERED), Q.CLOSED, ASKERS),
    step("close", Q.ANSWERED, Q.CLOSED, ANSWERERS | {SYSTEM}),
)
REPORT_STEPS = (
    step("examine", R.RECEIVED, R.EXAMINED, EXAMINERS),
    step("pass_on", (R.RECEIVED, R.EXAMINED), R.RECEIVED, EXAMINERS),
    *(step("note", here, here, EXAMINERS) for here in R),
    step("settle", R.EXAMINED, R.SETTLED, EXAMINERS),
    step("dismiss", R.EXAMINED, R.DISMISSED, EXAMINERS),
)
OPEN_REPORT = (R.RECEIVED, R.EXAMINED)
DESK_OF_ROLE = {
    Role.OEC_OFFICER: Desk.OEC,
    Role.OEC_SUPERVISOR: Desk.OEC,
    Role.INTER_SES: Desk.INTER_SES,
    Role.AUDITOR: Desk.AUDITOR,
}
