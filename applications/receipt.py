"""What an application says, as its person reads it: before sending with ways to change it, afterwards from the snapshot."""

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from applications.models import Application
from applications.presentation import answers_in, skills_in
from candidates.models import Education, TestResult
from candidates.models.evidence import KIND_NAMES
from jobs.presentation import employer_name
from workflow.steps import Reason

Row = dict[str, Any]
FIXES = {
    "profile_name_missing": "candidates:names",
    "profile_birth_missing": "candidates:birth",
    "profile_cnic_missing": "candidates:cnic",
    "under_18_at_start": "candidates:birth",
    "profile_education_or_test_missing": "candidates:educations",
    "profile_phone_not_verified": "account_contact",
}


def page_of(name: str, application: Application) -> str:
    """A page of the profile, with the way back to this application."""
    try:
        page = reverse(name, args=["phone"] if name == "account_contact" else [])
    except NoReverseMatch:
        page = reverse("candidates:profile")
    back = reverse("applications:check", args=[application.public_id])
    return f"{page}?{urlencode({'next': back}, safe='/')}"


def fixes_for(reasons: list[Reason], application: Application) -> list[Row]:
    """Each missing thing with the page where it is mended, if there is one."""
    own = {"answers_missing": reverse("applications:motivation", args=[application.public_id]), "vacancy_not_open": reverse("jobs:list")}
    return [
        {
            "text": str(reason),
            "url": own.get(reason.code) or (page_of(FIXES[reason.code], application) if reason.code in FIXES else ""),
            "is_other_job": reason.code == "vacancy_not_open",
        }
        for reason in reasons
    ]


def answers_of(application: Application) -> list[Row]:
    """What is sent, each with its Change link; the profile as it stands now."""
    profile = application.candidate
    known = [str(row) for row in profile.skill_rows.select_related("skill")]
    said = [
        (_("Name (the employer does not see it)"), profile.full_name, "candidates:names"),
        (_("Education"), ", ".join(str(row) for row in profile.educations.all()), "candidates:educations"),
        (_("Tests"), ", ".join(str(row) for row in profile.tests.all()), "candidates:tests"),
        (_("Work"), ", ".join(str(row) for row in profile.experiences.all()), "candidates:experiences"),
        (_("Skills"), ", ".join([*known, *profile.skills]), "candidates:skills"),
    ]
    rows = [_row(label, value, page_of(name, application)) for label, value, name in said]
    return [*rows, *own_words(application)]


def own_words(application: Application) -> list[Row]:
    """The answers to the employer, and why this job."""
    page = reverse("applications:motivation", args=[application.public_id])
    said = {row.question_id: row.text for row in application.answers.all()}
    asked = [_row(str(row), said.get(row.pk), f"{page}#id_answer_{row.order}") for row in application.vacancy.questions.all()]
    return [*asked, _row(_("Why this job"), application.motivation, f"{page}#id_motivation")]


def _row(label: object, value: object, url: str) -> Row:
    return {"label": label, "value": value or _("Nothing entered"), "url": url, "link": _("Change")}


def receipt_of(application: Application) -> list[tuple[object, object]]:
    """The answers as they were sent: from the newest snapshot, whatever the profile says by now."""
    content = application.snapshots.first().content
    schools = [f"{Education.Level(row['level']).label}: {row['subject']}" for row in content["educations"]]
    tests = [f"{TestResult.Kind(row['kind']).label} {row['level']}".strip() for row in content["tests"]]
    said = [
        (_("Job"), application.vacancy.title),
        (_("Employer"), employer_name(application.vacancy)),
        (_("Education"), ", ".join(schools)),
        (_("Tests"), ", ".join(tests)),
        (_("Work"), ", ".join(row["title"] for row in content["experiences"])),
        (_("Skills"), skills_in(content)),
        (_("Documents"), ", ".join(str(KIND_NAMES[row["kind"]]) for row in content["evidence"])),
        *answers_in(content),
        (_("Why this job"), content["answers"]["motivation"]),
    ]
    return [(label, value or _("Nothing entered")) for label, value in said]
