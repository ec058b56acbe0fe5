"""What people read: reasons, subjects, states, ready answers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from support.states import Desk, QuestionState, ReportState, Subject

WORDS = {
    "other_desk_has_it": _("Another desk has this now."),
    "complaint_stays": _("A complaint about staff stays with the auditor."),
    "already_there": _("It is already there."),
    "nothing_written": _("Write something, or add a file."),
    "outcome_missing": _("Choose how it ended."),
    "finding_missing": _("Write what you found, in a sentence or two."),
}
SUBJECTS: dict[str, Promise] = {
    Subject.APPLICATION: _("An application"),
    Subject.DOCUMENT: _("A document"),
    Subject.ACCOUNT: _("My account or my profile"),
    Subject.HIRING: _("An interview, a vacancy or an employer"),
    Subject.JAPAN: _("Life in Japan"),
    Subject.STAFF: _("A complaint about staff of OEC or Inter-SES"),
    Subject.OTHER: _("Something else"),
}
FOR_EMPLOYERS = (Subject.HIRING, Subject.ACCOUNT, Subject.STAFF, Subject.OTHER)
FOR_STRANGERS = (Subject.ACCOUNT, Subject.HIRING, Subject.JAPAN, Subject.STAFF, Subject.OTHER)
DESKS: dict[str, Promise] = {Desk.OEC: _("OEC"), Desk.INTER_SES: _("Inter-SES, Tokyo"), Desk.AUDITOR: _("The auditor")}
QUESTION_TAGS: dict[str, tuple[str, str, Promise]] = {
    QuestionState.ASKED: ("wait", "clock", _("Waits for an answer")),
    QuestionState.ANSWERED: ("info", "letter", _("Answered")),
    QuestionState.CLOSED: ("", "dash", _("Closed")),
}
REPORT_TAGS: dict[str, tuple[str, str, Promise]] = {
    ReportState.RECEIVED: ("act", "warn", _("New")),
    ReportState.EXAMINED: ("wait", "search", _("Being examined")),
    ReportState.SETTLED: ("ok", "check", _("Settled")),
    ReportState.DISMISSED: ("", "dash", _("Ended without a finding")),
}
HOW: dict[str, Promise] = {
    "cash": _("In cash"),
    "wallet": _("By phone or mobile wallet (for example Easypaisa, JazzCash)"),
    "bank": _("Into a bank account"),
    "other": _("Another way: a gift, a deposit, my papers"),
}
SAID_TO_BE: dict[str, Promise] = {
    "oec_staff": _("Staff of OEC"),
    "inter_ses": _("Staff of Inter-SES"),
    "agent": _("An agent"),
    "employer": _("The employer"),
    "unknown": _("I do not know"),
}
SETTLED: dict[str, Promise] = {
    "warned": _("The person or company was warned"),
    "authority": _("Given to the authorities"),
    "staff": _("Measures against a member of staff"),
    "money_back": _("The money was given back"),
    "published": _("A public warning was published"),
}
DISMISSED: dict[str, Promise] = {
    "too_little": _("Too little to go on"),
    "official_fee": _("It was an official fee, paid to a bank"),
    "double": _("Reported before under another number"),
    "not_ours": _("Not about a job in Japan"),
}
OUTCOMES = SETTLED | DISMISSED
READY: dict[str, tuple[Promise, Promise]] = {
    "where": (
        _("Where the application stands"),
        _("Your application page shows who has your file now and until when. You do not have to do anything before that day."),
    ),
    "wait": (
        _("We need more time"),
        _("We have read your message and are asking a colleague. We write to you again within five working days."),
    ),
    "office": (
        _("Come to an office"),
        _("This is easier at the counter. Bring your CNIC. The offices and their hours are on the help page."),
    ),
    "free": (
        _("Nobody may ask for money"),
        _("Applying is free. Do not pay anybody. If somebody asked you for money, report it here. You do not have to give your name."),
    ),
    "paper": (
        _("How to send a document"),
        _("Open Documents on your page and take the photo in daylight, with all four corners in the picture."),
    ),
}


def desk_word(desk: str) -> str:
    """Who has it, for people; empty when nobody must act."""
    return str(DESKS[desk]) if desk in DESKS else ""
