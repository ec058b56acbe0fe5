"""Quiet hours: when a person wants no SMS, by the clock where they are. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONES = {"employer": ZoneInfo("Asia/Tokyo"), "inter_ses": ZoneInfo("Asia/Tokyo")}
PAKISTAN = ZoneInfo("Asia/Karachi")


def zone_of(role: str) -> ZoneInfo:
    """Japan's clock for who works there, else Pakistan's."""
    return ZONES.get(role, PAKISTAN)


def is_quiet(at: time, begins: time, ends: time) -> bool:
    """Whether a time of day lies in the hours from `begins` until just before `ends`; they may pass midnight. Equal ends: never."""
    if begins <= ends:
        return begins <= at < ends
    return at >= begins or at < ends


def quiet_ends(now: datetime, *, begins: time | None, ends: time | None, role: str) -> datetime | None:
    """The moment at which this quiet time is over, or None when `now` is not in it."""
    if begins is None or ends is None:
        return None
    local = now.astimezone(zone_of(role))
    if not is_quiet(local.time(), begins, ends):
        return None
    day = local.date() if local.time() < ends else local.date() + timedelta(days=1)
    return datetime.combine(day, ends, tzinfo=local.tzinfo)
