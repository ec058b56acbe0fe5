"""What the desk works on: six kinds of things with an owner and a due date, each with its words, its rows and who may open it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import OEC, READERS
from applications.models import Application, Offer
from applications.states import OWNERS, SELECTING, ApplicationState
from candidates.models import Evidence
from jobs.models import DemandLetter, Employer, Vacancy
from reviews import state_words
from workflow.prepared import ASKS

Words = Any


@dataclass(frozen=True)
class Kind:
    """One queue. `what` gives the first and second line of a row; `field` and `district` are the columns that say so, if it has them."""

    name: str
    one: Words
    many: Words
    model: type[models.Model]
    related: tuple[str, ...]
    columns: tuple[str, ...]  # what a line of the queue reads
    readers: frozenset[str]
    reference: Callable[[Any], str]
    what: Callable[[Any], tuple[Any, Any]]
    states: dict[str, Any]
    hidden: tuple[str, ...] = ()
    elsewhere: Q | None = None  # rows that stand in another queue
    waiting: Q | None = None  # what somebody must act on, said so that an index finds it
    person: Callable[[Any], Any] | None = None  # the candidate that a row is about
    field: str = ""
    district: str = ""

    def visible_to(self, user: User) -> Any:
        """The subjects of this kind that the user may see, with the clock's columns."""
        rows = self.model._default_manager.visible_to(user).select_related(*self.related)  # type: ignore[attr-defined]
        return with_clock(rows) if self.model is Offer else rows

    def lines(self, user: User) -> Any:
        """The same by the columns of a line alone."""
        related = {column.rpartition("__")[0] for column in self.columns} - {""}
        clock = () if self.model is Offer else ("state", "due_on", "waiting_since")
        return self.visible_to(user).select_related(None).select_related(*related).only("public_id", *clock, *self.columns)

    def open_to(self, user: User) -> Any:
        """Those of them that somebody must act on."""
        rows = self.visible_to(user).exclude(owner="").exclude(state__in=self.hidden)
        rows = rows.filter(self.waiting) if self.waiting else rows
        return rows.exclude(self.elsewhere) if self.elsewhere else rows

    def tag(self, subject: Any) -> Any:
        """Colour, icon and word of the state, as the desk says it."""
        return self.states.get(subject.state, ("", "", subject.state))


def somebody(role: str) -> User:
    """Whoever of this role will ask a reading that is kept (workflow.prepared): what a reader of the desk sees hangs on the role alone."""
    return User(pk=ASKS, role=role, is_active=True)


def with_clock(rows: Any) -> Any:
    """An offer waits for Inter-SES until the day it goes out by itself (product.md: silence is assent)."""
    owner = Case(When(state=Offer.State.PROPOSED, then=Value("inter_ses")), default=Value(""), output_field=models.CharField())
    return rows.annotate(owner=owner, due_on=F("release_on"), waiting_since=F("proposed_at"))


def proves(paper: Evidence) -> str:
    """The entry of the profile that a document is about."""
    return str(paper.education or paper.experience or paper.test or "")


def person(path: str) -> tuple[str, ...]:
    """Who a line is about."""
    return f"{path}__reference", f"{path}__full_name"


def title(path: str = "") -> tuple[str, ...]:
    """The title of a vacancy in every language."""
    return f"{path}title_ja", f"{path}title_en", f"{path}title_ur"


def company(path: str = "") -> tuple[str, ...]:
    """The name of a company in both scripts."""
    return f"{path}name_ja", f"{path}name_en"


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "application",
            _("Application"),
            _("Applications"),
            Application,
            ("candidate", "vacancy__employer", "vacancy__field"),
            ("reference", *person("candidate"), *title("vacancy__"), *company("vacancy__employer__")),
            READERS,
            lambda row: row.reference,
            lambda row: (row.vacancy.title, row.vacancy.employer),
            state_words.APPLICATION,
            field="field",
            district="district",
            elsewhere=Q(owner="inter_ses", state__in=SELECTING),  # its offer is what waits
            waiting=Q(state__in=[state for state in OWNERS if state != ApplicationState.DRAFT]),
            person=lambda row: row.candidate,
        ),
        Kind(
            "evidence",
            _("Evidence"),
            _("Evidence"),
            Evidence,
            ("profile", "file", "education", "experience", "test"),
            ("kind", *person("profile"), "education__level", "education__subject", "experience__title", "test__kind", "test__level"),
            OEC,
            lambda row: row.profile.reference,
            lambda row: (row.get_kind_display(), proves(row)),
            state_words.EVIDENCE,
            person=lambda row: row.profile,
            district="district",
        ),
        Kind(
            "vacancy",
            _("Vacancy"),
            _("Vacancies"),
            Vacancy,
            ("employer", "prefecture", "field", "demand_letter"),
            ("reference", *title(), *company("employer__")),
            READERS,
            lambda row: row.reference,
            lambda row: (row.title, row.employer),
            state_words.VACANCY,
            hidden=("draft",),
            field="field",
        ),
        Kind(
            "employer",
            _("Employer"),
            _("Employers"),
            Employer,
            ("prefecture", "party"),
            ("corporate_number", *company()),
            READERS,
            lambda row: row.corporate_number,
            lambda row: (row.name_ja, row.name_en),
            state_words.EMPLOYER,
        ),
        Kind(
            "demand",
            _("Demand letter"),
            _("Demand letters"),
            DemandLetter,
            ("employer",),
            ("number", "seats", *company("employer__")),
            READERS,
            lambda row: row.number or "-",
            lambda row: (row.employer, _("%(count)s seats") % {"count": row.seats}),
            state_words.DEMAND,
            hidden=("drafted",),
        ),
        Kind(
            "offer",
            _("Offer"),
            _("Offers"),
            Offer,
            ("application__candidate", "application__vacancy__employer"),
            (
                "state",
                "release_on",
                "proposed_at",
                "application__reference",
                *person("application__candidate"),
                *title("application__vacancy__"),
                *company("application__vacancy__employer__"),
            ),
            READERS,
            lambda row: row.application.reference,
            lambda row: (row.application.vacancy.title, row.application.vacancy.employer),
            state_words.OFFER,
            waiting=Q(state=Offer.State.PROPOSED),
            person=lambda row: row.application.candidate,
        ),
    )
}


def kinds_for(role: str) -> list[Kind]:
    """The queues this role may read."""
    return [kind for kind in KINDS.values() if role in kind.readers]
