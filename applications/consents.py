"""Consents for the person's own page; named in settings.CONSENTS, because that page stands on a lower floor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from applications.models import Consent
from applications.transitions.consenting import consent_blockers, consent_words, consents_of, consequences_of, withdraw_consent
from candidates.models import Profile
from workflow.steps import Reason


@dataclass(frozen=True)
class Agreed:
    """One consent as its page needs it; `key` finds it again while it is live, without a row number."""

    key: str
    words: str
    receiver: str
    version: str
    language: str
    is_by_officer: bool
    given_at: datetime
    withdrawn_at: datetime | None

    @property
    def is_live(self) -> bool:
        return self.withdrawn_at is None


def agreed(user: User) -> list[Agreed]:
    """Everything this person agreed to, newest first."""
    profile = Profile.objects.filter(user=user).first()
    return [told(consent) for consent in consents_of(profile)] if profile else []


def told(consent: Consent) -> Agreed:
    return Agreed(
        key=key_of(consent),
        words=consent_words(consent),
        receiver=str(consent.employer) if consent.employer else _("OEC and Inter-SES"),
        version=consent.text_version,
        language=consent.language,
        is_by_officer=bool(consent.source),
        given_at=consent.given_at,
        withdrawn_at=consent.withdrawn_at,
    )


def key_of(consent: Consent) -> str:
    return f"{consent.purpose}-{consent.employer.public_id}" if consent.employer else str(consent.purpose)


def _live(user: User, key: str) -> Consent | None:
    live = Consent.objects.live().filter(candidate__user=user, purpose=key.partition("-")[0]).select_related("candidate", "employer")
    return next((row for row in live if key_of(row) == key), None)


def found(user: User, key: str) -> Agreed | None:
    """The live consent of this key."""
    consent = _live(user, key)
    return told(consent) if consent else None


def consequences(user: User, key: str) -> tuple[list[Reason], list[Reason]]:
    """What taking it back does now, and what forbids it now."""
    consent: Any = _live(user, key)
    return (consequences_of(consent), consent_blockers(consent)) if consent else ([], [])


def take_back(user: User, key: str) -> None:
    """Take it back; a second time does nothing. Raises Refused with what to do first."""
    if consent := _live(user, key):
        withdraw_consent(consent, by=user)
