"""Exact limits: each try is one PostgreSQL upsert, so fifty at once count as fifty. Values are kept as digests only."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import Counter


@dataclass(frozen=True)
class Limit:
    """So many tries in so many seconds."""

    most: int
    seconds: int


MINUTE, TEN_MINUTES, HOUR, DAY = 60, 600, 3600, 86_400
# Many honest people share one address behind a carrier: networks are wide, browsers narrow, accounts and phones narrowest.
LIMITS = {
    "password.contact": Limit(10, HOUR),
    "password.known_device": Limit(10, HOUR),
    "password.device": Limit(30, HOUR),
    "password.network": Limit(300, HOUR),
    "password.no_device": Limit(60, HOUR),
    "code.contact_soon": Limit(3, TEN_MINUTES),
    "code.contact": Limit(5, HOUR),
    "code.device": Limit(15, HOUR),
    "code.network": Limit(300, HOUR),
    "code.no_device": Limit(60, HOUR),
    "code.tries": Limit(3, DAY),
    "code.used": Limit(1, DAY),
    "code.guesses": Limit(100, HOUR),
    "claim.network": Limit(200, HOUR),
    "claim.device": Limit(10, HOUR),
    "claim.no_device": Limit(40, HOUR),
    "claim.cnic": Limit(5, DAY),
    "signup.device": Limit(10, HOUR),
    "signup.network": Limit(200, HOUR),
    "second_factor.person": Limit(10, HOUR),
    "passkey.network": Limit(300, HOUR),
    "invite.person": Limit(20, DAY),
    "invitation.network": Limit(100, HOUR),
    "question.person": Limit(20, DAY),
    "question.device": Limit(10, DAY),
    "question.no_device": Limit(40, HOUR),
    "question.network": Limit(100, HOUR),
    "report.person": Limit(20, DAY),
    "report.device": Limit(20, DAY),
    "report.no_device": Limit(60, HOUR),
    "report.network": Limit(200, HOUR),
    "seen.network": Limit(600, HOUR),
    "look.person": Limit(60, HOUR),
    "look.device": Limit(30, HOUR),
    "look.no_device": Limit(60, HOUR),
    "look.network": Limit(200, HOUR),
    "upload.person": Limit(60, HOUR),
    "shortlist.network": Limit(300, HOUR),
    "cnic.person": Limit(20, DAY),
    "api.read": Limit(600, MINUTE),
    "api.steps": Limit(60, MINUTE),
}
KEPT = timedelta(days=2)


class TooMany(Exception):
    """A limit is reached; `seconds` until it opens again."""

    def __init__(self, scope: str, seconds: int) -> None:
        super().__init__(scope)
        self.scope, self.seconds = scope, max(1, seconds)

    @property
    def minutes(self) -> int:
        """Whole minutes to wait, at least 1."""
        return -(-self.seconds // 60)


def key_of(scope: str, value: str) -> bytes:
    """A digest that tells nothing about the phone, address or person behind it."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{scope}\0{value}".encode(), hashlib.sha256).digest()


def window(scope: str, now: datetime) -> datetime:
    """When the window of this moment began."""
    seconds = LIMITS[scope].seconds
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)


UPSERT = """
    INSERT INTO accounts_counter AS counter (scope, key, window_starts, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (scope, key, window_starts) DO UPDATE SET count = counter.count + 1 WHERE counter.count < %s
    RETURNING count
"""


def take(*pairs: tuple[str, str], begins: datetime | None = None) -> None:
    """Count one try in every (scope, value), or raise TooMany at the first that is full. `begins` fixes the window to one thing's life."""
    now = timezone.now()
    for scope, value in pairs:
        start = begins or window(scope, now)
        with connection.cursor() as cursor:
            cursor.execute(UPSERT, [scope, key_of(scope, value), start, LIMITS[scope].most])
            if cursor.fetchone() is None:
                raise TooMany(scope, int((start + timedelta(seconds=LIMITS[scope].seconds) - now).total_seconds()))


def give_back(*pairs: tuple[str, str]) -> None:
    """The try was right: it does not count."""
    now = timezone.now()
    sql = "UPDATE accounts_counter SET count = count - 1 WHERE scope = %s AND key = %s AND window_starts = %s AND count > 0"
    with connection.cursor() as cursor:
        for scope, value in pairs:
            cursor.execute(sql, [scope, key_of(scope, value), window(scope, now)])


def sweep() -> int:
    """Forget windows that ended long ago; how many."""
    return Counter.objects.filter(window_starts__lt=timezone.now() - KEPT).delete()[0]
