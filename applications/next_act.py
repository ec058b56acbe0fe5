"""What the candidate does next with an application: one button at most, and where a refusal leads."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application
from applications.states import ApplicationState

A = ApplicationState


@dataclass(frozen=True)
class NextAct:
    """The label of the one main button and its address."""

    label: str
    url: str


def next_act(application: Application) -> NextAct | None:
    """The main button of the application's page and of "My page"; None while somebody else has it."""
    here = [application.public_id]
    if application.state == A.DRAFT:
        return NextAct(_("Go on with the application"), reverse("applications:check", args=here))
    if application.state == A.RETURNED:
        return NextAct(_("Correct it and send it again"), reverse("applications:check", args=here))
    if application.state == A.OFFERED:
        return NextAct(_("Read the offer and answer"), reverse("applications:offer", args=here))
    if application.state == A.INTERVIEWING and application.owner == "candidate":
        return NextAct(_("Choose a time for the interview"), f"{reverse('applications:detail', args=here)}#interview")
    return None


STAGES = {  # by the state in which it ended
    A.SUBMITTED: gettext_lazy("OEC decided this when it checked your application."),
    A.RETURNED: gettext_lazy("It ended while it waited for your correction."),
    A.ENDORSED: gettext_lazy("It ended before your file was shown to the employer."),
    A.PRESENTED: gettext_lazy("The employer had your file without your name."),
    A.INTERVIEWING: gettext_lazy("It ended at the stage of interviews."),
    A.OFFERED: gettext_lazy("It ended while there was an offer."),
    A.ACCEPTED: gettext_lazy("It ended while you prepared to leave."),
    A.DEPARTED: gettext_lazy("It ended while you were on the way."),
}
AFTERWARDS = {  # by the ground: what helps, and the page for it
    "language_level": (gettext_lazy("A higher language test opens more jobs. Add the result as soon as you have it."), "candidates:tests"),
    "skills_level": (gettext_lazy("Add every skill you have, with its level."), "candidates:skills"),
    "experience_short": (gettext_lazy("Add all your work so far, also short jobs."), "candidates:experiences"),
    "degree_not_fitting": (gettext_lazy("Other jobs fit your degree. Each job page says which."), "jobs:list"),
    "evidence_not_proven": (gettext_lazy("Bring a new copy or another paper that proves it."), "candidates:documents"),
    "visa_route_closed": (gettext_lazy("Other visa routes may be open to you. Each job page says which."), "jobs:list"),
}
OTHERWISE = gettext_lazy("Your profile and documents stay. You can apply for other jobs with them at once.")


def afterwards(application: Application) -> dict[str, object]:
    """What can be done next after a refusal: words, and where."""
    ground = application.close_reason if application.reason_is_shared else ""
    words, page = AFTERWARDS.get(ground, (OTHERWISE, ""))
    return {"words": words, "url": reverse(page) if page else ""}


def similar_jobs(application: Application) -> str:
    """The job list, narrowed to the field of this job."""
    field = application.vacancy.field_id
    return f"{reverse('jobs:list')}?field={field}" if field else reverse("jobs:list")
