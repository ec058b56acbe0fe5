"""What a state is called in public, by colour, icon and word (the table of the design brief), and what the journal's entries are called."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.models import Application
from applications.states import SELECTING, ApplicationState

A = ApplicationState


@dataclass(frozen=True)
class PublicWord:
    """A tag (colour, icon, word), a sentence that says what happens now, and whose turn it is."""

    colour: str
    icon: str
    word: object
    sentence: object
    holder: object = ""


OEC, INTER_SES, THE_EMPLOYER, YOU = _("OEC, Islamabad"), _("Inter-SES, Tokyo"), _("The employer"), _("You")
WORDS = {
    A.DRAFT: PublicWord("", "pencil", _("Not sent yet"), _("Nobody has seen this application yet. Check your answers and send it."), YOU),
    A.SUBMITTED: PublicWord("wait", "clock", _("OEC is checking"), _("An officer of OEC checks your application and your documents."), OEC),
    A.RETURNED: PublicWord("act", "warn", _("Correct this"), _("OEC asks you to correct something and to send it again."), YOU),
    A.ENDORSED: PublicWord(
        "wait",
        "clock",
        _("Recommended by OEC; Inter-SES, Tokyo, is checking"),
        _("OEC recommends you. Inter-SES prepares your file for the employer."),
        INTER_SES,
    ),
    A.PRESENTED: PublicWord(
        "wait", "clock", _("With the employer"), _("The employer reads your file without your name and decides."), THE_EMPLOYER
    ),
    A.INTERVIEWING: PublicWord("info", "calendar", _("Interview"), _("The employer wants to talk with you."), _("You and the employer")),
    A.OFFERED: PublicWord(
        "act",
        "warn",
        pgettext_lazy("state of an application", "Offer"),
        _("The employer offers you this job. Read the conditions, then accept or decline."),
        YOU,
    ),
    A.ACCEPTED: PublicWord(
        "info", "list", _("Accepted, preparing to leave"), _("You have accepted. OEC tells you what to do before you leave."), OEC
    ),
    A.DEPARTED: PublicWord("info", "list", _("Accepted, preparing to leave"), _("You are on the way to Japan."), OEC),
    A.ARRIVED: PublicWord("ok", "check", _("In Japan"), _("You have arrived. The help line stays open for you."), ""),
    A.NOT_SELECTED: PublicWord("", "dash", _("Not selected"), _("You were not selected for this job. You can apply for other jobs."), ""),
    A.DECLINED: PublicWord("", "dash", _("Closed"), _("You declined the offer. You can apply for other jobs."), ""),
    A.CLOSED: PublicWord("", "dash", _("Closed"), _("This application has ended. You can apply for other jobs."), ""),
    A.SUPERSEDED: PublicWord(
        "", "dash", _("Set aside, you accepted another job"), _("You accepted another job, so this application was set aside."), ""
    ),
    A.WITHDRAWN: PublicWord("", "dash", _("Withdrawn"), _("You withdrew this application."), ""),
}
RESERVE = PublicWord(
    "", "list", _("On the reserve"), _("All seats are taken now. If a seat becomes free, the employer may still choose you."), THE_EMPLOYER
)
LOOKED_AT = PublicWord(
    "wait", "clock", _("Inter-SES, Tokyo, is checking"), _("Inter-SES checks what the employer proposes before it comes to you."), INTER_SES
)
CHOOSE_A_TIME = PublicWord("act", "warn", _("Choose a time for the interview"), _("The employer proposes times. Choose one of them."), YOU)


def public_word(application: Application, *, must_choose: bool = False) -> PublicWord:
    """The public word of an application now; `must_choose` while proposed interview times wait for the candidate."""
    if application.state == A.INTERVIEWING and (must_choose or application.owner == "candidate"):
        return CHOOSE_A_TIME
    if is_looked_at(application):
        return LOOKED_AT
    return RESERVE if application.is_on_reserve else WORDS[A(application.state)]


def is_looked_at(application: Application) -> bool:
    """Whether Inter-SES has an offer of the employer in its hands."""
    return application.state in SELECTING and application.owner == "inter_ses"


STEP_WORDS = {
    "application.start": _("Started"),
    "application.submit": _("Sent to OEC"),
    "application.send_back": _("OEC asked for a correction"),
    "application.endorse": _("Recommended by OEC"),
    "application.refer_back": _("OEC checks again"),
    "application.present": _("Presented to the employer without your name"),
    "application.invite": _("Invited to an interview"),
    "application.choose_slot": _("You chose a time for the interview"),
    "application.decline_slots": _("You asked for other times"),
    "application.move_interview": _("The employer proposes new times for the interview"),
    "application.show_name": _("You showed your name and contact to the employer"),
    "application.hide_name": _("You closed your name and contact to the employer again"),
    "application.propose_offer": _("Inter-SES checks what the employer proposes"),
    "application.object_to_offer": _("Inter-SES asked the employer for a change"),
    "application.lapse_offer": _("The proposal of the employer ended"),
    "application.offer": _("Offer received"),
    "application.rescind": _("The employer took the offer back"),
    "application.accept": _("You accepted the offer"),
    "application.decline_offer": _("You declined the offer"),
    "application.not_select": _("Not selected"),
    "application.depart": _("You left for Japan"),
    "application.arrive": _("You arrived in Japan"),
    "application.withdraw": _("You withdrew"),
    "application.supersede": _("Set aside, because you accepted another job"),
    "application.restore": _("Restored"),
    "application.close": _("Closed"),
}
EMPLOYER_WORDS = {
    A.PRESENTED: PublicWord("act", "warn", _("New: recommended to you"), _("Read the file and decide.")),
    A.INTERVIEWING: PublicWord("info", "calendar", _("Interview"), _("Meet the candidate, then decide.")),
    A.OFFERED: PublicWord("wait", "clock", _("Offered, waiting for the answer"), _("The candidate decides.")),
    A.ACCEPTED: PublicWord("ok", "check", _("Accepted, preparing to leave"), _("OEC and Inter-SES prepare the departure.")),
    A.DEPARTED: PublicWord("info", "list", _("On the way to Japan"), _("The candidate is travelling.")),
    A.ARRIVED: PublicWord("ok", "check", _("In Japan"), _("The candidate has arrived.")),
    A.DECLINED: PublicWord("", "dash", _("The candidate declined"), _("The candidate did not take the offer.")),
    A.NOT_SELECTED: PublicWord("", "dash", _("Not selected (by you)"), _("You decided not to go on.")),
}
GONE = PublicWord("", "dash", _("Not available any more"), _("This candidate is not available for this vacancy now."))
OFFER_LOOKED_AT = PublicWord(
    "wait", "clock", _("Your offer is with Inter-SES"), _("Inter-SES looks at the conditions. Then the candidate gets them.")
)
MUST_CHOOSE = PublicWord("wait", "clock", _("Invited, waiting for the answer"), _("The candidate chooses a time for the interview."))
OFFER_TAKEN_BACK = PublicWord("", "dash", _("Offer taken back"), _("You took the offer back."))


def employer_word(application: Application) -> PublicWord:
    """What the employer reads about a recommended candidate."""
    if application.is_on_reserve:
        return RESERVE
    if is_looked_at(application):
        return OFFER_LOOKED_AT
    if application.state == A.INTERVIEWING and application.owner == "candidate":
        return MUST_CHOOSE
    if application.state == A.CLOSED and application.close_reason == "offer_rescinded":
        return OFFER_TAKEN_BACK
    return EMPLOYER_WORDS.get(A(application.state), GONE)
