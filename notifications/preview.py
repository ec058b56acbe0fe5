"""The letter that a candidate would get, for whoever is about to cause it: by number, not name."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from applications.models import Application
from notifications.letters import written
from workflow.models import Entry


@dataclass(frozen=True)
class Reader:
    """The candidate as an employer knows him: by number."""

    full_name: str
    pk: int = 0


def letter_to_candidate(name: str, application: Application, *, language: str, **facts: Any) -> dict[str, str]:
    """Language, subject and body as they would be sent now; `facts` are what the letter says of the step. Nothing is kept."""
    entry = Entry(kind="application.preview", subject_kind="application", source_state=application.state)
    with override(language):
        link = f"{settings.SITE_URL}{reverse('applications:detail', args=[application.public_id])}"
    known = {
        "application": application,
        "vacancy": application.vacancy,
        "employer": application.vacancy.employer,
        "candidate": application.candidate,
        "entry": entry,
        "reader": Reader(application.candidate.reference),
        "link": link,
        "due": None,
        "note": "",
    }
    subject, body = written(name, language, known | facts)
    return {"language": language, "subject": subject, "body": body}
