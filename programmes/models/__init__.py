"""Quotas of fields, programmes with their seats, groups, the people in them, their lessons, and tests."""

from programmes.models.attendance import Attendance, Mark
from programmes.models.booking import Booking, Sitting
from programmes.models.group import Group
from programmes.models.member import Interest, Member
from programmes.models.programme import Programme, ProgrammeSeats
from programmes.models.quota import FieldQuota, FieldUse

__all__ = [
    "Attendance",
    "Booking",
    "FieldQuota",
    "FieldUse",
    "Group",
    "Interest",
    "Mark",
    "Member",
    "Programme",
    "ProgrammeSeats",
    "Sitting",
]
