"""Numbers that people read out on the phone: no look-alike letters, not guessable one from another. Pure."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference(prefix: str, year: int) -> str:
    """Such as R-2026-7K3M9P: about 29 random bits behind the year."""
    return f"{prefix}-{year}-{''.join(secrets.choice(ALPHABET) for _ in range(6))}"
