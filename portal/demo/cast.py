"""The people whom the demo signs in: staff of both partners, two employers, two graduates and a care worker."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from accounts.roles import Role
from applications.states import ApplicationState
from portal.demo.people import Person, person


@dataclass(frozen=True, kw_only=True)
class Player:
    """One sign-in; `company` is the key of an employer's company, `number` and `field` of work the candidate's."""

    role: Role
    email: str
    name: str
    language: str
    company: str = ""
    number: int = -1
    field: str = ""


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
SHOWN = tuple(ApplicationState)  # one person for each state, so that the standard demo shows all of them
GRADUATES = 2  # the cast's first numbers; those who show the states come next
SHOWN_NUMBERS = frozenset(range(GRADUATES, GRADUATES + len(SHOWN)))
CANDIDATES = (
    Player(role=Role.CANDIDATE, email="ayesha@people.example", name="Ayesha Iqbal", language="ur", number=0),
    Player(role=Role.CANDIDATE, email="bilal@people.example", name="Bilal Aslam", language="en", number=1),
    Player(
        role=Role.CANDIDATE,
        email="sana@people.example",
        name="Sana Yousaf",
        language="ur",
        number=GRADUATES + len(SHOWN),
        field="nursing_care",
    ),
)
BY_NUMBER = {player.number: player for player in CANDIDATES}
SPELLED = {
    "Ayesha Iqbal": ("عائشہ اقبال", "アーイシャ・イクバール"),
    "Bilal Aslam": ("بلال اسلم", "ビラール・アスラム"),
    "Sana Yousaf": ("ثنا یوسف", "サナ・ユースフ"),
}
WOMEN = frozenset({"Ayesha Iqbal", "Sana Yousaf"})
PLAYERS = (*CANDIDATES, *EMPLOYERS, *STAFF)
CAST_NUMBERS = frozenset(BY_NUMBER)


def candidate(number: int, today: date) -> Person:
    """The person of this number; the cast's carry its names and addresses."""
    found = person(number, today=today)
    if number not in CAST_NUMBERS | SHOWN_NUMBERS:
        return found
    if number in SHOWN_NUMBERS:
        return _shown(number, _graduate(number, today), found)
    player = BY_NUMBER[number]
    return _player(player, _carer(number, today) if player.field else _graduate(number, today), found)


def _shown(number: int, model: Person, found: Person) -> Person:
    """The graduate under this number's own numbers and address."""
    cnic = f"{model.cnic[:5]}{number:07d}{model.cnic[-1]}"
    email = f"{model.given_name.lower().replace(' ', '')}.{number:07d}@people.example"
    return replace(model, number=number, cnic=cnic, email=email, phone=found.phone, passport=found.passport)


def _player(player: Player, model: Person, found: Person) -> Person:
    """The model as one of the cast; the graduates with good English."""
    number, is_woman = player.number, player.name in WOMEN
    given, second = player.name.split()
    urdu, katakana = SPELLED[player.name]
    english = {} if player.field else {"english": "B2", "ielts": "6.5"}
    names = {"given_name": given, "second_name": second, "name_urdu": urdu, "name_katakana": katakana, "father_name": f"Tariq {second}"}
    place = {"region": "PK-PB", "district": "Lahore", "address": "Street 4, Model Town, Lahore"}
    numbers = {
        "cnic": f"35202{number:07d}{'2' if is_woman else '1'}",
        "phone": found.phone,
        "passport": found.passport,
        "email": player.email,
    }
    return replace(model, number=number, is_woman=is_woman, language=player.language, **english, **names, **place, **numbers)


def _tries(number: int, today: date) -> Iterator[Person]:
    return (person(1_000_003 * (number + 1) + step, today=today) for step in range(10_000))


def _reads_some(one: Person) -> bool:
    return bool(one.japanese and one.japanese.level in ("N4", "N3") and one.work)


def _graduate(number: int, today: date) -> Person:
    """A person with a degree, work in IT and a test of Japanese."""
    return next(one for one in _tries(number, today) if not one.field and one.highest.level == "BS" and _reads_some(one))


def _carer(number: int, today: date) -> Person:
    """A person with work in care, both tests of the field and a test of Japanese: the care jobs of the demo fit."""
    return next(one for one in _tries(number, today) if one.skill and one.skill.field == "nursing_care" and _reads_some(one))
