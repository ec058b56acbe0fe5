"""A plain function of an entry, called by react(); safe to run twice. Which news goes to whom stands in mailing.py."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import User
from notifications.mailing import LETTERS, Letter
from notifications.models import Message
from notifications.subjects import facts_of, link_to
from workflow.models import Entry

Channel = Message.Channel
SMS_LIMIT = 300


def write_letters(entry: Entry) -> None:
    """Queue one message per recipient, channel and letter; the in-app one is readable at commit."""
    Message.objects.bulk_create(list(letters_for(entry)), ignore_conflicts=True)


def letters_for(entry: Entry) -> Iterable[Message]:
    """All messages that this entry asks for, in each reader's language."""
    for letter in LETTERS[entry.kind]:
        facts = facts_of(entry)
        for recipient in letter.to(facts):
            if recipient is not None and recipient.is_active:
                yield from addressed(entry, letter, recipient, facts)


def addressed(entry: Entry, letter: Letter, recipient: User, facts: dict[str, object]) -> Iterable[Message]:
    """One message per channel of this letter that the person can be reached by."""
    link = link_to(entry, recipient)
    subject, body = written(letter.name, recipient.language, {**facts, "reader": recipient, "link": f"{settings.SITE_URL}{link}"})
    common = {"entry": entry, "recipient": recipient, "template": letter.name, "language": recipient.language, "link": link, "is_critical": letter.must_act}
    yield Message(**common, channel=Channel.INBOX, subject=subject, body=body, state=Message.State.SENT, sent_at=timezone.now(), provider_ref="inbox")
    if recipient.email and letter.by_email:
        yield Message(**common, channel=Channel.EMAIL, address=recipient.email, subject=subject, body=body)
    if letter.must_act and recipient.phone and recipient.phone_verified:
        yield Message(**common, channel=Channel.SMS, address=recipient.phone, body=f"{settings.SITE_NAME}: {subject}"[:SMS_LIMIT])


def written(name: str, language: str, facts: dict[str, object]) -> tuple[str, str]:
    """Subject (the first line) and body of a letter in a language; line breaks and controls never reach a header."""
    with translation.override(language):
        text = render_to_string(f"notifications/{name}.{language}.txt", {**facts, "site_name": settings.SITE_NAME, "helpline": settings.HELPLINE})
    first, _, rest = text.strip().partition("\n")
    return "".join(char for char in first if char.isprintable())[:150], rest.strip()
