"""A plain function of an entry, called by react(); safe to run twice. Which news goes to whom stands in mailing.py."""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from accounts.models import User
from notifications.mailing import LETTERS, Letter
from notifications.models import Message
from notifications.subjects import facts_of, link_to
from notifications.templatetags.letters import JOINERS, line
from workflow.models import Entry

Channel = Message.Channel
SMS_PLAIN, SMS_OTHER = 160, 70  # letters of one part of an SMS: plain Latin, or anything else (GSM 03.38)


def write_letters(entry: Entry) -> None:
    """Queue one message per recipient, channel and letter; the in-app one is readable at commit."""
    Message.objects.bulk_create(list(letters_for(entry)), ignore_conflicts=True)


def letters_for(entry: Entry) -> Iterable[Message]:
    """All messages that this entry asks for, in each reader's language."""
    facts = facts_of(entry)
    for letter in LETTERS[entry.kind]:
        for recipient in letter.to(facts):
            if recipient.is_active:
                yield from addressed(entry, letter, recipient, facts)


def addressed(entry: Entry, letter: Letter, recipient: User, facts: dict[str, Any]) -> Iterable[Message]:
    """One message per channel of this letter that the person can be reached by."""
    link, language = link_to(entry, recipient), recipient.language
    subject, body = written(letter.name, language, {**facts, "reader": recipient, "link": f"{settings.SITE_URL}{link}"})
    common = {"entry": entry, "recipient": recipient, "template": letter.name, "language": language, "link": link}
    common |= {"is_critical": letter.must_act}
    at_commit = {"state": Message.State.SENT, "sent_at": timezone.now(), "provider_ref": "inbox"}
    yield Message(**common, **at_commit, channel=Channel.INBOX, subject=subject, body=body)
    if recipient.email and letter.by_email:
        yield Message(**common, channel=Channel.EMAIL, address=recipient.email, subject=subject, body=body)
    if letter.must_act and recipient.phone and recipient.phone_verified:
        yield Message(**common, channel=Channel.SMS, address=recipient.phone, body=sms_text(subject, language))


def written(name: str, language: str, facts: dict[str, Any]) -> tuple[str, str]:
    """Subject (the first line) and body of a letter in a language; line breaks and controls never reach a header."""
    with translation.override(language):
        site = {"site_name": translation.gettext(settings.SITE_NAME), "helpline": settings.HELPLINE}
        text = get_template(f"notifications/{name}.{language}.txt").template.render(Context({**facts, **site}, autoescape=False))
    first, _, rest = text.strip().partition("\n")
    return line(first)[:150], tidy(rest)


def tidy(text: str) -> str:
    """Paragraphs one blank line apart; nothing that a reader cannot see."""
    seen = "".join(char for char in text if char == "\n" or char in JOINERS or char == "\u00a0" or char.isprintable())
    return re.sub(r"\n{3,}", "\n\n", seen).strip()


def sms_text(subject: str, language: str) -> str:
    """Who writes and that something is to do, in one part; with the address of the inbox where there is room."""
    with translation.override(language):
        text = f"{translation.gettext(settings.SITE_NAME)}: {subject}"
    with_link = f"{text} {settings.SITE_URL}/{language}/inbox/"
    room = SMS_PLAIN if with_link.isascii() else SMS_OTHER
    return with_link if len(with_link) <= room else text[: SMS_PLAIN if text.isascii() else SMS_OTHER]
