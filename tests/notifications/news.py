"""One entry of every kind of news, with the rows that stand behind it."""

from jobs.models import Remark
from notifications.mailing import LETTERS
from tests.applications.factories import ApplicationFactory, interview, paper, ready_profile
from tests.jobs.factories import DemandLetterFactory, VacancyFactory
from workflow.advance import record
from workflow.models import Entry

STATES = {
    "employer": {"register": "registered", "verify": "verified", "suspend": "suspended", "reinstate": "verified"},
    "demand": {
        "send_for_attestation": "waiting",
        "enter_attestation": "entered",
        "confirm_attestation": "attested",
        "send_back_attestation": "waiting",
        "expire": "expired",
    },
    "vacancy": {
        "submit": "submitted",
        "vet": "vetted",
        "send_back": "returned",
        "publish": "published",
        "pause": "paused",
        "resume": "published",
        "close": "closed",
        "reopen": "published",
        "end": "ended",
    },
    "evidence": {"verify": "verified", "reject": "rejected", "expire": "expired"},
    "application": {
        "submit": "submitted",
        "send_back": "returned",
        "endorse": "endorsed",
        "refer_back": "submitted",
        "present": "presented",
        "invite": "interviewing",
        "choose_slot": "interviewing",
        "propose_offer": "presented",
        "object_to_offer": "presented",
        "lapse_offer": "interviewing",
        "offer": "offered",
        "rescind": "closed",
        "accept": "accepted",
        "decline_offer": "declined",
        "not_select": "not_selected",
        "depart": "departed",
        "arrive": "arrived",
        "withdraw": "withdrawn",
        "supersede": "superseded",
        "restore": "submitted",
        "close": "closed",
    },
}
KINDS = sorted(LETTERS)


class World:
    """The company, the candidate and the people behind them, from the cast."""

    def __init__(self, company, user):
        self.company, self.profile = company, ready_profile(user)

    def entry(self, kind: str, *, by=None, note: str = "", reach: str = "partners", before: str = "presented", **fields) -> Entry:
        """The news `kind` about a subject that stands where this step leads."""
        noun, step = kind.split(".")
        subject = getattr(self, noun)(STATES[noun][step], **fields)
        return record(subject, step, by=by, note=note, reach=reach, before=before)

    def employer(self, state, **fields):
        type(self.company).objects.filter(pk=self.company.pk).update(state=state, **fields)
        self.company.refresh_from_db()
        return self.company

    def demand(self, state, **fields):
        return DemandLetterFactory(employer=self.company, state=state, **fields)

    def vacancy(self, state, **fields):
        made = VacancyFactory(employer=self.company, state=state, **fields)
        if state == "returned":
            Remark.objects.create(vacancy=made, field="title_en", text="Say which language", by=self.profile.user)
        return made

    def evidence(self, state, **fields):
        return paper(self.profile, "degree", state=state, **fields)

    def application(self, state, **fields):
        made = ApplicationFactory(candidate=self.profile, vacancy=self.vacancy("published"), state=state, **fields)
        if state == "interviewing":
            interview(made)
        return made
