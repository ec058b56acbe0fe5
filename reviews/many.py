"""What may be decided for many cases at once: the form, and what is known to speak against it, read for all of them together."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django import forms
from django.db.models import prefetch_related_objects

from accounts.models import User
from accounts.roles import OWNER_OF
from applications import rules
from applications import transitions as applications
from applications.forms import SendBackForm
from applications.models import Application, Consent
from applications.transitions.acting import pakistan_today
from candidates.standing import with_field_state
from jobs.models import Vacancy
from reviews import forms as own
from reviews.verbs import Said, Verb, verb_of
from workflow.steps import Reason, open_steps

Against = dict[uuid.UUID, list[Reason]]
NEAR = tuple(f"candidate__{name}" for name in ("evidence", "educations", "tests", "experiences"))


def nothing(subjects: Collection[Application], said: dict[uuid.UUID, Said]) -> Against:
    return {}


def unproven(subjects: Collection[Application], said: dict[uuid.UUID, Said]) -> Against:
    """Identity, papers and the verdict; seven queries for any number. Against a verdict of no a case is opened alone."""
    prefetch_related_objects(list(subjects), *NEAR)
    today = pakistan_today()
    vacancies = with_field_state(Vacancy.objects.filter(pk__in={row.vacancy_id for row in subjects}), today)
    states = dict(vacancies.values_list("pk", "field_state"))
    for row in subjects:
        row.vacancy.field_state = states[row.vacancy_id]
    return {row.public_id: rules.endorse_blockers(**applications.needs_of_endorsement(row)) for row in subjects}  # type: ignore[arg-type]


def unpresentable(subjects: Collection[Application], said: dict[uuid.UUID, Said]) -> Against:
    """The Japanese summary as it was typed, and the consent to be shown; one query."""
    rows = Consent.objects.live().filter(candidate__in={row.candidate_id for row in subjects}, purpose=rules.PRESENT)
    agreed = set(rows.values_list("candidate_id", "employer_id"))
    found = {}
    for row in subjects:
        has_agreed = {(row.candidate_id, None), (row.candidate_id, row.vacancy.employer_id)} & agreed
        words = said.get(row.public_id, {}).get("summary_ja", "要")
        found[row.public_id] = rules.present_blockers(summary_ja=words, consents={rules.PRESENT} if has_agreed else set())
    return found


@dataclass(frozen=True)
class Many:
    """One decision for many. `own_field` is what may be said otherwise for a single case, `prepared` where such words may stand already."""

    verb: Verb
    form: Callable[..., forms.Form]
    against: Callable[[Collection[Application], dict[uuid.UUID, Said]], Against] = nothing
    own_field: str = ""
    prepared: str = ""


def _verb(name: str) -> Verb:
    found = verb_of("application", name)
    assert found is not None
    return found


MANY = {
    "endorse": Many(_verb("endorse"), lambda user, **kwargs: own.StepForm(**kwargs), unproven),
    "present": Many(_verb("present"), lambda user, **kwargs: own.PresentForm(**kwargs), unpresentable, "summary_ja", "summary_ja"),
    "send_back": Many(_verb("send_back"), lambda user, **kwargs: SendBackForm(**kwargs), own_field="note"),
    "not_select": Many(_verb("not_select"), lambda user, **kwargs: own.NotSelectForm(role=str(user.role), **kwargs), own_field="reason"),
}


WHERE = {"oec": "submitted", "inter_ses": "endorsed"}  # the state in which an application waits for this desk


def open_to(user: User) -> list[Many]:
    """The decisions that this role may take for many, as the step table says."""
    state = WHERE.get(str(OWNER_OF.get(user.role)), "")  # type: ignore[call-overload]
    names = {row.name for row in open_steps(Application.STEPS, state=state, role=str(user.role))}
    return [many for name, many in MANY.items() if name in names]
