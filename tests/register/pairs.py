"""What the tests of two files do again and again."""

from accounts import second
from register import same_person

WHY = {"ground": "card_seen", "note": "She stood at the counter with her card"}


def merged(pair, omar, amna, kept=None):
    asked = same_person.ask(pair, kept=kept or pair.first, by=omar, **WHY)
    second.sign(asked, by=amna)
    pair.refresh_from_db()
    return asked


def codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]
