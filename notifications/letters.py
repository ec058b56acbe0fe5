"""A plain function of an entry, called by react(); safe to run twice. Which news goes to whom stands in mailing.py."""

import re
from collections.abc import Iterable
from datetime import timedelta
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
from notifications.wanted import ways
from workflow.models import Entry

Channel = Message.Channel
STRANGERS_PAGE = {"question": "/help/answer/", "report": "/help/"}
SMS_PLAIN, SMS_OTHER = 160, 70  # letters of one part of an SMS: plain Latin, or anything else (GSM 03.38)
TWO_PLAIN, TWO_OTHER = 306, 134  # of two parts; a link that opens the right page is worth the second one


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
        if letter.address and (address := letter.address(facts)):
            yield from to_stranger(entry, letter, address, facts)


def addressed(entry: Entry, letter: Letter, recipient: User, facts: dict[str, Any]) -> Iterable[Message]:
    """One message per channel of this letter that the person can be reached by."""
    link, language = link_to(entry, recipient), recipient.language
    subject, body = written(letter.name, language, {**facts, "reader": recipient, "link": f"{settings.SITE_URL}{link}"})
    common = {"entry": entry, "recipient": recipient, "template": letter.name, "language": language, "link": link}
    common |= {"is_critical": letter.must_act}
    at_commit = {"state": Message.State.SENT, "sent_at": timezone.now(), "provider_ref": "inbox"}
    yield Message(**common, **at_commit, channel=Channel.INBOX, subject=subject, body=body)
    by = ways(recipient)
    if Channel.EMAIL in by and letter.by_email:
        yield Message(**common, channel=Channel.EMAIL, address=recipient.email, subject=subject, body=body)
    if Channel.SMS in by and (letter.must_act or (letter.sms_a_day and not had_sms_today(recipient, letter))):
        yield Message(**common, channel=Channel.SMS, address=recipient.phone, body=sms_text(subject, language, link, f"/{language}/inbox/"))


def had_sms_today(person: User, letter: Letter) -> bool:
    """Whether this kind of news went to the phone within a day."""
    since = timezone.now() - timedelta(days=1)
    return Message.objects.filter(recipient=person, template=letter.name, channel=Channel.SMS, created_at__gt=since).exists()


def to_stranger(entry: Entry, letter: Letter, address: str, facts: dict[str, Any]) -> Iterable[Message]:
    """One message to somebody without an account, in the language of the page where the address was left; never twice."""
    subject = facts[entry.subject_kind]
    if Message.objects.filter(entry=entry, recipient=None, template=letter.name).exists():
        return
    link = f"/{subject.language}{STRANGERS_PAGE[entry.subject_kind]}"
    title, body = written(letter.name, subject.language, {**facts, "reader": None, "link": f"{settings.SITE_URL}{link}"})
    common = {"entry": entry, "template": letter.name, "language": subject.language, "link": link, "is_critical": letter.must_act}
    if "@" in address:
        yield Message(**common, channel=Channel.EMAIL, address=address, subject=title, body=body)
    else:
        yield Message(**common, channel=Channel.SMS, address=address, body=sms_text(title, subject.language, link))


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


def sms_text(subject: str, language: str, *links: str) -> str:
    """Who writes and that something is to do: with the first of `links` that fits in two parts, else alone in one part."""
    with translation.override(language):
        text = f"{translation.gettext(settings.SITE_NAME)}: {subject}"
    alone, linked = (SMS_PLAIN, TWO_PLAIN) if text.isascii() else (SMS_OTHER, TWO_OTHER)
    with_link = (f"{text} {settings.SITE_URL}{link}" for link in links or (f"/{language}/inbox/",))
    return next((found for found in with_link if len(found) <= linked), text[:alone])
