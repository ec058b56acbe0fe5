"""The attendance sheet as values of its layout: names for who teaches, a line to sign for each."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from accounts.models import User
from programmes.models import Group, Member
from workflow.clock import PAKISTAN, ZONES


def attendance_sheet(group: Group, day: date, members: Sequence[Member], reader: User) -> dict[str, Any]:
    """In English with Urdu labels, as the other sheets of OEC."""
    with translation.override("en"):
        return {
            "site": settings.SITE_NAME,
            "programme": str(group.programme),
            "group": group.title,
            "day": date_format(day, "DATE_FORMAT"),
            "lessons": group.lessons,
            "place": group.where,
            "teacher": group.teacher,
            "people": [{"number": one.profile.reference, "name": name_of(one), "is_urdu": is_urdu(name_of(one))} for one in members],
            "printed_by": reader.full_name,
            "printed_on": date_format(timezone.now().astimezone(ZONES[PAKISTAN]), "DATETIME_FORMAT"),
        }


def name_of(member: Member) -> str:
    """As the passport has it, else as the person writes it."""
    return member.profile.passport_name or member.profile.full_name


def is_urdu(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) == "AL" for sign in text)
