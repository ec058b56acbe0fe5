"""A code that was sent to a phone or an address, and the session that waits for it. Right once, three tries, ten minutes."""

import hashlib
import hmac
import secrets
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.contact import Contact, Kind, digits
from accounts.devices import device
from accounts.limits import TooMany, give_back, take
from accounts.network import network

SESSION_KEY = "proof"
DIGITS = 6
MINUTES = 10


class Purpose(StrEnum):
    """What the code is for."""

    SIGN_IN = "sign_in"
    SIGN_UP = "sign_up"
    EMPLOYER = "employer"
    CHANGE = "change"
    FRESH = "fresh"
    CLAIM = "claim"
    COUNTER = "counter"


class Answer(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


@dataclass
class Proof:
    """What the session remembers: never the code, only its digest."""

    purpose: str
    kind: str
    address: str
    digest: str = ""
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))
    at: float = field(default_factory=time.time)
    is_proved: bool = False
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def contact(self) -> Contact:
        return Contact(Kind(self.kind), self.address)

    @property
    def begins(self) -> datetime:
        return datetime.fromtimestamp(self.at, tz=UTC)

    def is_over(self) -> bool:
        """Ten minutes have passed; half an hour, once proved and while a person types the name."""
        return time.time() - self.at > MINUTES * (3 if self.is_proved else 1) * 60


def current(request: HttpRequest) -> Proof | None:
    """What this session waits for, or has proved; nothing after ten minutes."""
    kept = request.session.get(SESSION_KEY)
    proof = Proof(**kept) if isinstance(kept, dict) else None
    return None if proof is None or proof.is_over() else proof


def keep(request: HttpRequest, proof: Proof) -> None:
    request.session[SESSION_KEY] = asdict(proof)


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def begin(request: HttpRequest, purpose: Purpose, contact: Contact, **data: object) -> None:
    """Send a code; the answer, the rows written and the time are the same whether an account exists or not. Raises TooMany."""
    take(*_limits(request, contact))
    proof = Proof(purpose, contact.kind, contact.value, data=dict(data))
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    proof.digest = _digest(proof, code)
    keep(request, proof)
    get_adapter(request).send_code(contact, code, purpose=purpose, language=get_language() or "en")


def _limits(request: HttpRequest, contact: Contact) -> list[tuple[str, str]]:
    here, net = device(request), network(request)
    narrow = ("code.no_device", net) if here.is_new else ("code.device", here.key)
    return [("code.network", net), narrow, ("code.contact_soon", contact.value), ("code.contact", contact.value)]


def check(request: HttpRequest, typed: str) -> Answer:
    """Whether this is the code. Tries are counted in the database: parallel guesses do not get more of them."""
    proof = current(request)
    if proof is None or proof.is_proved:
        return Answer.OVER
    try:
        take(("code.tries", proof.nonce), begins=proof.begins)
    except TooMany:
        forget(request)
        return Answer.OVER
    take(("code.guesses", network(request)))
    if not hmac.compare_digest(proof.digest, _digest(proof, digits(typed))):
        return Answer.WRONG
    try:
        take(("code.used", proof.nonce), begins=proof.begins)
    except TooMany:
        return Answer.OVER
    give_back(("code.guesses", network(request)))
    proof.is_proved, proof.digest = True, ""
    proof.at = time.time()
    keep(request, proof)
    return Answer.RIGHT


def _digest(proof: Proof, code: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{proof.nonce}{proof.address}{code}".encode(), hashlib.sha256).hexdigest()
