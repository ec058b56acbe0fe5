"""Letters with a link of their own to people who have no account yet: rows that a worker sends, blanked when they are over."""

from datetime import datetime

from notifications.letters import written
from notifications.models import Message


def invite_company(address: str, *, language: str, link: str, expires_at: datetime, **values: object) -> None:
    """Inter-SES invites a company to register (settings.COMPANY_LETTER)."""
    subject, body = written("company_invited", language, {**values, "link": link})
    Message.objects.create(
        channel=Message.Channel.EMAIL,
        template=f"{Message.CODES}company_invited",
        language=language,
        address=address,
        subject=subject,
        body=body,
        expires_at=expires_at,
    )
