"""Whether a waiting message is still true and still for this person: asked again at the moment of sending."""

from accounts.models import Membership, SecondSignature, User
from accounts.roles import Role
from applications.models import Application, Consent, Interview, Proposal
from candidates.models import Evidence, SavedSearch
from jobs.models import DemandLetter, Employer, SentSheet, Vacancy
from notifications.mailing import UNTRUE_IN
from notifications.models import Message
from notifications.subjects import kind_of
from privacy.models import Copy, Deletion
from programmes.models import Booking, Interest, Member
from register.models import RegisterClaim
from reviews.models import Batch, Deputy, Digest
from support.models import Question, Report
from workflow.models import Reminder

MODELS = (
    SavedSearch, Employer, Question, Report, DemandLetter, Vacancy, Evidence, RegisterClaim, Application, Batch, SecondSignature,
    Copy, Deletion, Member, Interest, Booking,
)  # fmt: skip
SUBJECTS = {model.KIND: model for model in MODELS} | {
    "interview": Interview,
    "proposal": Proposal,
    "sheet": SentSheet,
    "digest": Digest,
    "deputy": Deputy,
}
NAMES_A_CANDIDATE = "candidate_presented"


def is_wanted(message: Message) -> bool:
    """The reader may still sign in, still acts for the party, has not agreed it away, and the news is still true."""
    reader = message.recipient
    if reader is not None and not reader.is_active:
        return False
    if message.entry is None or reader is None:
        return True
    return is_by_wanted_way(message) and is_true(message) and is_for(message) and is_consented(message)


def ways(user: User) -> set[str]:
    """The ways outside the site by which this person is told news: as they chose, but never by none."""
    has_phone, has_email = bool(user.phone and user.phone_verified), bool(user.email)
    by = {Message.Channel.SMS} if has_phone and (user.contact_by != "email" or not has_email) else set()
    return by | ({Message.Channel.EMAIL} if has_email and (user.contact_by != "sms" or not has_phone) else set())


def is_by_wanted_way(message: Message) -> bool:
    """The person has not asked since for another way, and still has an address of this kind."""
    return message.channel == Message.Channel.INBOX or message.channel in ways(message.recipient)


def address_now(message: Message) -> str:
    """News goes to the phone or e-mail of today, not to a number that may be somebody else's by now."""
    reader = message.recipient
    if message.entry is None or reader is None:
        return message.address
    return reader.phone if message.channel == Message.Channel.SMS else reader.email or ""


def is_true(message: Message) -> bool:
    """The subject has not come to a state in which this letter would be untrue (mailing.UNTRUE_IN)."""
    if message.entry.subject_kind == Reminder.KIND:
        return is_still_their_turn(message)
    states = UNTRUE_IN.get(message.template, ())
    subjects = SUBJECTS[message.entry.subject_kind]._base_manager
    return not (states and subjects.filter(pk=message.entry.subject_id, state__in=states).exists())


def is_still_their_turn(message: Message) -> bool:
    """The case waits for the same owner until the same day as when the clock spoke."""
    said = Reminder.objects.get(pk=message.entry.subject_id)
    return SUBJECTS[said.subject_kind]._base_manager.filter(pk=said.subject_id, owner=said.owner, due_on=said.due_on).exists()


def is_for(message: Message) -> bool:
    """An employer's letter goes only to who acts for that employer today."""
    if message.recipient.role != Role.EMPLOYER or message.entry.subject_kind == Question.KIND:
        return True
    path = {
        "employer": "pk",
        "demand": "demand_letters",
        "sheet": "sent_sheets",
        "vacancy": "vacancies",
        "application": "vacancies__applications",
        "interview": "vacancies__applications__interviews",
    }
    kind, pk = kind_of(message.entry), message.entry.subject_id
    if kind not in path:
        return True
    if message.entry.subject_kind == Reminder.KIND:
        pk = Reminder.objects.get(pk=pk).subject_id
    companies = Employer.objects.filter(**{path[kind]: pk})
    return Membership.objects.live().filter(user=message.recipient, party__in=companies.values("party")).exists()


def is_consented(message: Message) -> bool:
    """A candidate is named to an employer, by number, only while the person agrees to be presented there (N11)."""
    if message.template != NAMES_A_CANDIDATE:
        return True
    application = Application.objects.select_related("vacancy").get(pk=message.entry.subject_id)
    agreed = Consent.objects.live().filter(candidate=application.candidate_id, purpose=Consent.Purpose.PRESENT)
    return agreed.filter(employer=application.vacancy.employer_id).exists()
