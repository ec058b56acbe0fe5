"""How long who has the file usually takes: the house's terms, and an employer's own habit once it is known."""

from statistics import median

from applications.models import Application
from applications.transitions.acting import pakistan_today
from workflow.deadlines import days_for
from workflow.models import Entry

ENOUGH, MOST = 5, 400
ANSWERS = ("application.invite", "application.propose_offer", "application.not_select")


def usual_days(application: Application) -> int | None:
    """Working days of OEC and Inter-SES; of an employer the median of its own answers in days, from five answers on. 1 query."""
    if application.owner == "employer" and (days := employers_days(application.vacancy.employer_id)):
        return days
    return days_for(application.owner, pakistan_today()) if application.owner in ("oec", "inter_ses", "employer") else None


def employers_days(employer_id: int) -> int | None:
    """Days from presenting to the employer's first answer, the median, at least 1; None before there are five answers."""
    mine = Application.objects.filter(vacancy__employer=employer_id, presented_at__isnull=False).values("pk")
    rows = Entry.objects.filter(subject_kind=Application.KIND, subject_id__in=mine, kind__in=("application.present", *ANSWERS))
    began, took = {}, []
    for subject, kind, at in rows.order_by("-subject_id", "seq").values_list("subject_id", "kind", "at")[:MOST]:
        if kind == "application.present":
            began[subject] = at
        elif subject in began:
            took.append((at - began.pop(subject)).days)
    return max(1, round(median(took))) if len(took) >= ENOUGH else None
