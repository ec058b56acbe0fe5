"""What happens now: one public sentence for every open state of every table, and what its owner is asked to do."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.states import SecondState
from applications.models import Application
from applications.public_words import employer_word, public_word
from candidates.states import EvidenceState
from jobs.states import DemandState, EmployerState, VacancyState
from programmes.states import MemberState
from programmes.words import SENTENCES as TRAINING
from register.states import ClaimState
from reviews.states import BatchState
from support.states import QuestionState, ReportState

PUBLIC = {
    ("vacancy", VacancyState.DRAFT): _("This vacancy is still a draft. Finish it and send it to Inter-SES."),
    ("vacancy", VacancyState.RETURNED): _("Inter-SES or OEC asks you to correct this vacancy and to send it again."),
    ("demand", DemandState.DRAFTED): _("The demand letter is written. Print it, sign it and say that it goes to the attestation."),
    ("demand", DemandState.WAITING): _("The demand letter waits for its attestation. Take it there, then send the copy to OEC."),
    ("vacancy", VacancyState.SUBMITTED): _("Inter-SES checks this vacancy."),
    ("vacancy", VacancyState.VETTED): _("OEC checks this vacancy and publishes it."),
    ("demand", DemandState.ENTERED): _("A second person at OEC confirms the attestation."),
    ("employer", EmployerState.REGISTERED): _("Inter-SES checks the company."),
    ("evidence", EvidenceState.RECEIVED): _("OEC checks this document."),
    ("claim", ClaimState.OPENED): _("OEC checks who the number belongs to."),
    ("claim", ClaimState.CHECKED): _("A second person at OEC confirms what was checked."),
    **{("member", state): TRAINING[state] for state in (MemberState.ASKED, MemberState.WAITING, MemberState.OFFERED)},
    ("question", QuestionState.ASKED): _("Your question waits for an answer."),
    ("second", SecondState.ASKED): _("A request waits for the signature of a second person."),
    ("batch", BatchState.DECIDED): _("Decisions taken together wait for a second signature."),
    ("batch", BatchState.SIGNED): _("Decisions taken together are signed and released at their time."),
    ("batch", BatchState.RELEASING): _("Decisions taken together are being released."),
    ("report", ReportState.RECEIVED): _("OEC has your report and reads it."),
    ("report", ReportState.EXAMINED): _("OEC looks into your report."),
}


def sentence_of(subject: Any, owner: str) -> Any:
    """What the owner is asked to do now, in the reader's language."""
    if not isinstance(subject, Application):
        return PUBLIC.get((subject.KIND, subject.state), "")
    return public_word(subject).sentence if owner == "candidate" else employer_word(subject).sentence
