"""The people whom the demo signs in: staff of both partners, two employers, two candidates."""

from dataclasses import dataclass, replace
from datetime import date

from accounts.roles import Role
from applications.states import ApplicationState
from portal.demo.people import Person, person


@dataclass(frozen=True, kw_only=True)
class Player:
    """One sign-in; `company` is the key of an employer's company, `number` the candidate's."""

    role: Role
    email: str
    name: str
    language: str
    company: str = ""
    number: int = -1


STAFF = (
    Player(role=Role.OEC_OFFICER, email="omar@oec.example", name="Omar Farooq", language="en"),
    Player(role=Role.OEC_OFFICER, email="rabia@oec.example", name="Rabia Nawaz", language="ur"),
    Player(role=Role.OEC_SUPERVISOR, email="nadia@oec.example", name="Nadia Anwar", language="en"),
    Player(role=Role.INTER_SES, email="ken@inter-ses.example", name="Ken Watanabe", language="ja"),
    Player(role=Role.OPERATOR, email="operator@oec.example", name="Imran Saleem", language="en"),
    Player(role=Role.AUDITOR, email="auditor@oec.example", name="Shahid Latif", language="en"),
)
EMPLOYERS = (
    Player(role=Role.EMPLOYER, email="misaki.sato@asagiri.example", name="佐藤 美咲", language="ja", company="asagiri"),
    Player(role=Role.EMPLOYER, email="daisuke.matsuo@hinata.example", name="Daisuke Matsuo", language="en", company="hinata"),
)
CANDIDATES = (
    Player(role=Role.CANDIDATE, email="ayesha@people.example", name="Ayesha Iqbal", language="ur", number=0),
    Player(role=Role.CANDIDATE, email="bilal@people.example", name="Bilal Aslam", language="en", number=1),
)
SPELLED = (("عائشہ اقبال", "アーイシャ・イクバール"), ("بلال اسلم", "ビラール・アスラム"))
PLAYERS = (*CANDIDATES, *EMPLOYERS, *STAFF)
SHOWN = tuple(ApplicationState)  # one person for each state, so that the standard demo shows all of them
SHOWN_NUMBERS = frozenset(range(len(CANDIDATES), len(CANDIDATES) + len(SHOWN)))
CAST_NUMBERS = frozenset(player.number for player in CANDIDATES)


def candidate(number: int, today: date) -> Person:
    """The person of this number; the first two carry the cast's names and addresses."""
    found = person(number, today=today)
    if number not in CAST_NUMBERS | SHOWN_NUMBERS:
        return found
    model = _graduate(number, today)
    return _player(number, model, found) if number in CAST_NUMBERS else _shown(number, model, found)


def _shown(number: int, model: Person, found: Person) -> Person:
    """The graduate under this number's own numbers and address."""
    cnic = f"{model.cnic[:5]}{number:07d}{model.cnic[-1]}"
    email = f"{model.given_name.lower().replace(' ', '')}.{number:07d}@people.example"
    return replace(model, number=number, cnic=cnic, email=email, phone=found.phone, passport=found.passport)


def _player(number: int, model: Person, found: Person) -> Person:
    """The graduate as one of the cast."""
    player, is_woman = CANDIDATES[number], number == 0
    given, second = player.name.split()
    urdu, katakana = SPELLED[number]
    names = {"given_name": given, "second_name": second, "name_urdu": urdu, "name_katakana": katakana, "father_name": f"Tariq {second}"}
    place = {"region": "PK-PB", "district": "Lahore", "address": "Street 4, Model Town, Lahore"}
    numbers = {
        "cnic": f"35202{number:07d}{'2' if is_woman else '1'}",
        "phone": found.phone,
        "passport": found.passport,
        "email": player.email,
    }
    return replace(
        model, number=number, is_woman=is_woman, language=player.language, english="B2", ielts="6.5", **names, **place, **numbers
    )


def _graduate(number: int, today: date) -> Person:
    """A person with a degree, work in IT and a test of Japanese."""
    tries = (person(1_000_003 * (number + 1) + step, today=today) for step in range(10_000))
    return next(
        one
        for one in tries
        if not one.field and one.highest.level == "BS" and one.japanese and one.japanese.level in ("N4", "N3") and one.work
    )
