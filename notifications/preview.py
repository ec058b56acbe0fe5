"""The letter that a candidate would get, for whoever is about to cause it: by number, not name. Nothing is kept or sent."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override

from applications.models import Application
from candidates.models import Evidence, Profile
from notifications.letters import written
from workflow.models import Entry


@dataclass(frozen=True)
class Reader:
    """The candidate as an employer knows him: by number."""

    full_name: str
    pk: int = 0


def letters_to_candidate(name: str, subject: Application | Evidence, **facts: Any) -> list[dict[str, str]]:
    """As they would be sent now: in the language of who looks and, where it is another, in the candidate's."""
    person = profile_of(subject)
    languages = {(get_language() or "en")[:2]: 1, person.user.language: 2}
    return [letter(name, subject, language=language, **facts) for language in languages]


def profile_of(subject: Application | Evidence) -> Profile:
    return subject.candidate if isinstance(subject, Application) else subject.profile


def letter(name: str, subject: Application | Evidence, *, language: str, **facts: Any) -> dict[str, str]:
    """Language, subject and body; `facts` are what the letter says of the step."""
    with override(language):
        known = {
            **about(subject),
            "entry": Entry(kind=f"{subject.KIND}.preview", subject_kind=subject.KIND, source_state=subject.state),
            "reader": Reader(profile_of(subject).reference),
            "due": None,
            "note": "",
        }
        title, body = written(name, language, known | facts)
    return {"language": language, "subject": title, "body": body}


def about(subject: Application | Evidence) -> dict[str, Any]:
    """What the letter's words are about, and where it leads."""
    if isinstance(subject, Application):
        link = reverse("applications:detail", args=[subject.public_id])
        found: dict[str, Any] = {"application": subject, "vacancy": subject.vacancy, "employer": subject.vacancy.employer}
    else:
        link, found = reverse("candidates:documents"), {"evidence": subject}
    return found | {"candidate": profile_of(subject), "link": f"{settings.SITE_URL}{link}"}
