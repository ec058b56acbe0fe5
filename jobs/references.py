"""Human reference numbers of vacancies: short, without look-alike letters, never guessable one from another."""

import secrets
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base32: no I, L, O, U
TRIES = 5


def new_reference(prefix: str = "J") -> str:
    """Such as J-7K3M-9P2Q: 40 random bits behind the prefix."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def unused_reference(is_taken: Callable[[str], bool], make: Callable[[], str] = new_reference) -> str:
    """A reference that nobody holds yet, or RuntimeError when five in a row were taken."""
    for _ in range(TRIES):
        if not is_taken(candidate := make()):
            return candidate
    raise RuntimeError("no unused reference found")
