"""Who applies where, and how far it went: decided before any row is written, so that every rule of the house holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from applications.states import OPEN, SEATED, ApplicationState
from portal.demo.cast import GRADUATES, SHOWN
from portal.demo.employers import OVER
from portal.demo.openings import Opening, Openings
from portal.demo.people import Person

A = ApplicationState
PROVED, PART_PROVED, UNPROVED = "proved", "part_proved", "unproved"  # how far OEC has come with somebody's evidence
EARLY = {A.DRAFT: 22, A.SUBMITTED: 40, A.RETURNED: 18, A.WITHDRAWN: 8, A.NOT_SELECTED: 12}
LATE = {
    A.SUBMITTED: 12,
    A.RETURNED: 4,
    A.ENDORSED: 14,
    A.PRESENTED: 16,
    A.INTERVIEWING: 12,
    A.OFFERED: 6,
    A.ACCEPTED: 9,
    A.DECLINED: 3,
    A.NOT_SELECTED: 12,
    A.WITHDRAWN: 5,
    A.CLOSED: 4,
    A.DRAFT: 3,
}
AFTERWARDS = {A.ACCEPTED: 16, A.DEPARTED: 18, A.ARRIVED: 24, A.DECLINED: 8, A.NOT_SELECTED: 24, A.WITHDRAWN: 6, A.CLOSED: 10}
FULL = {A.NOT_SELECTED: 60, A.WITHDRAWN: 15, A.CLOSED: 25}
WAYS = {
    A.DRAFT: ("",),
    A.SUBMITTED: ("submit", "submit send_back submit"),
    A.RETURNED: ("submit send_back",),
    A.ENDORSED: ("submit endorse", "submit send_back submit endorse", "submit endorse refer_back endorse"),
    A.PRESENTED: ("submit endorse present",),
    A.INTERVIEWING: ("submit endorse present invite",),
    A.OFFERED: ("submit endorse present invite offer", "submit endorse present offer"),
    A.ACCEPTED: ("submit endorse present invite offer accept",),
    A.DEPARTED: ("submit endorse present invite offer accept depart",),
    A.ARRIVED: ("submit endorse present invite offer accept depart arrive",),
    A.DECLINED: ("submit endorse present invite offer decline_offer",),
    A.NOT_SELECTED: ("submit not_select",),
    A.WITHDRAWN: ("submit withdraw",),
    A.SUPERSEDED: ("submit supersede",),
    A.CLOSED: ("submit close",),
}
LATE_WAYS = {
    A.NOT_SELECTED: ("submit endorse not_select", "submit endorse present not_select", "submit endorse present invite not_select"),
    A.WITHDRAWN: ("submit endorse withdraw", "submit endorse present withdraw"),
    A.SUPERSEDED: ("submit endorse supersede", "submit endorse present supersede", "submit endorse present invite supersede"),
    A.CLOSED: ("submit endorse present invite offer rescind", "submit endorse present close"),
}
CAST_PLANS = {0: ((A.OFFERED, 6), (A.SUBMITTED, 0)), 1: ((A.PRESENTED, 0), (A.RETURNED, 6))}  # number: (state, place among the openings)


@dataclass(frozen=True)
class Plan:
    """One application to come: where, how it ended up, and the steps on the way."""

    opening: Opening
    state: A
    way: tuple[str, ...]


def proof_of(dice: Random, one: Person) -> str:
    """How far the evidence of this person is checked; who cannot take up the work yet is rarely complete."""
    ready = one.highest.level in ("BS", "MS") if not one.field else bool(one.skill and one.japanese)
    return dice.choices((PROVED, PART_PROVED, UNPROVED), (72, 18, 10) if ready else (0, 40, 60))[0]


def plans(dice: Random, one: Person, count: int, proof: str, openings: Openings) -> list[Plan]:
    """The applications of one person: at most one accepted, and what stood open beside it is superseded."""
    wanted: list[tuple[Opening, A]] = []
    for opening in openings.choose(dice, one, count):
        wanted.append((opening, _state(dice, opening, proof, has_seat=any(state in SEATED for _opening, state in wanted))))
    is_placed = any(state in SEATED for _opening, state in wanted)
    found = []
    for opening, state in wanted:
        state = A.SUPERSEDED if is_placed and state in OPEN and state != A.DRAFT else state
        if not (is_placed and state == A.DRAFT):
            found.append(Plan(opening, state, _way(dice, state, proof)))
    return found


def _state(dice: Random, opening: Opening, proof: str, *, has_seat: bool) -> A:
    """A state that this person may have reached there; a seat that is given is counted."""
    is_over = opening.post.state in OVER
    weights = (FULL if opening.left <= 0 or proof != PROVED else AFTERWARDS) if is_over else LATE if proof == PROVED else EARLY
    state = dice.choices(list(weights), list(weights.values()))[0]
    if state not in SEATED:
        return state
    if has_seat or opening.left <= 0:
        return A.NOT_SELECTED if is_over else A.PRESENTED
    opening.left -= 1
    opening.taken += 1
    return state


def _way(dice: Random, state: A, proof: str) -> tuple[str, ...]:
    late = LATE_WAYS.get(state, ()) if proof == PROVED else ()
    return tuple(dice.choice((*WAYS[state], *late)).split())


def cast_plans(number: int, openings: Openings) -> list[Plan]:
    """The demo's graduates have work for everybody: an offer to answer, a file to endorse, one to interview, one to correct."""
    it = openings.by_field[""]
    return [Plan(it[place], state, tuple(WAYS[state][0].split())) for state, place in CAST_PLANS.get(number, ())]


def shown_plans(number: int, openings: Openings) -> list[Plan]:
    """One application in the state that this person shows; who left Japan-bound did so for a vacancy that is over."""
    state = SHOWN[number - GRADUATES]
    is_gone = state in (A.DEPARTED, A.ARRIVED)
    fitting = [opening for opening in openings.by_field[""] if opening.left > 0 and (opening.post.state in OVER) == is_gone]
    opening = fitting[number % len(fitting)]
    if state in SEATED:
        opening.left -= 1
        opening.taken += 1
    return [Plan(opening, state, tuple(WAYS[state][0].split()))]


def one_more(dice: Random, one: Person, its_plans: Sequence[Plan], openings: Openings) -> list[Plan]:
    """One application more, to a vacancy that still takes them; none if this person already applied wherever it makes sense."""
    used = {plan.opening.pk for plan in its_plans}
    free = [opening for opening in openings.choose(dice, one, 5) if opening.pk not in used and opening.post.state not in OVER]
    state = A.SUPERSEDED if any(plan.state in SEATED for plan in its_plans) else A.SUBMITTED
    return [Plan(opening, state, tuple(WAYS[state][0].split())) for opening in free[:1]]


def quotas(dice: Random, people: int, applications: int) -> list[int]:
    """How many applications each of `people` makes: uneven as in life, exact in sum."""
    found = [0] * people
    for _ in range(applications):
        found[dice.randrange(people)] += 1
    return found
