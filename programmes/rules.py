"""What keeps a programme, a group or a person in it from a step. Values in, reasons out."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from programmes.states import BY_DESK_DROPPED, BY_DESK_LEFT, GROUP_OPEN, GroupState, MemberState, ProgrammeState
from workflow.steps import Reason

AT_ONCE = 200  # ux.md 3.12: at most 200 at once
MOST_SCORE = {"jlpt": 180, "jft": 250, "nat": 180, "jtest": 1000, "bjt": 800}
LESSON_WORDS = ("present", "absent", "excused", "none")
KNOWN = {"leave": BY_DESK_LEFT, "drop": BY_DESK_DROPPED}
ASKABLE = (ProgrammeState.OPEN, ProgrammeState.RUNNING)


def ask_blockers(*, group_state: str, programme_state: str, has_live: bool, today: date, ends_on: date | None) -> list[Reason]:
    """A place is asked for in an open group of an open programme, one at a time."""
    reasons = []
    is_over = ends_on is not None and ends_on < today
    if group_state != GroupState.OPEN or programme_state not in ASKABLE or is_over:
        reasons.append(Reason("group_not_open"))
    if has_live:
        reasons.append(Reason("in_a_group_already"))
    return reasons


def seat_blockers(*, group_state: str, held: int, seats: int) -> list[Reason]:
    """A seat is given only where the group takes people and one is left."""
    if group_state not in GROUP_OPEN:
        return [Reason("group_not_open")]
    return [Reason("group_full")] if held >= seats else []


def offer_blockers(*, earlier: int) -> list[Reason]:
    """Places are offered in the order of asking; nobody is passed over."""
    return [Reason("earlier_ones_wait", (("count", earlier),))] if earlier else []


def answer_blockers(*, due_on: date | None, today: date) -> list[Reason]:
    """An offered place is accepted until its day has passed."""
    return [Reason("place_not_offered_any_more")] if due_on is None or due_on < today else []


def reason_blockers(*, step: str, reason: str) -> list[Reason]:
    """Who is taken out of a group is told why, by one of the known reasons."""
    return [] if reason in KNOWN[step] else [Reason("member_reason_missing")]


def open_group_blockers(*, programme_state: str) -> list[Reason]:
    """A group opens when its programme has."""
    return [] if programme_state in ASKABLE else [Reason("programme_not_open")]


def end_group_blockers(*, states: Collection[str]) -> list[Reason]:
    """A group ends when it is recorded of everybody how it ended for them."""
    left = sum(state in (MemberState.OFFERED, MemberState.ENROLLED) for state in states)
    return [Reason("group_has_people", (("count", left),))] if left else []


def back_to_plan_blockers(*, states: Collection[str]) -> list[Reason]:
    """Nobody who asked is left standing before a closed door."""
    live = sum(state not in (MemberState.FINISHED, MemberState.LEFT, MemberState.DROPPED) for state in states)
    return [Reason("group_was_asked_for", (("count", live),))] if live else []


def end_programme_blockers(*, running: int) -> list[Reason]:
    """A programme ends after its groups."""
    return [Reason("programme_has_groups", (("count", running),))] if running else []


def change_group_blockers(*, seats: int, held: int) -> list[Reason]:
    """No fewer seats than are promised."""
    return [Reason("seats_are_promised", (("count", held),))] if seats < held else []


def result_blockers(*, state: str, kind: str, score: Decimal | None, held_on: date, today: date) -> list[Reason]:
    """A result comes after the day of the test; a score is one that this test can give."""
    reasons = []
    if held_on > today:
        reasons.append(Reason("test_not_yet"))
    if score is not None and not 0 <= score <= MOST_SCORE.get(kind, 1000):
        reasons.append(Reason("test_score_impossible", (("most", MOST_SCORE.get(kind, 1000)),)))
    if score is not None and state not in ("passed", "failed"):
        reasons.append(Reason("score_without_result"))
    return reasons


def lesson_blockers(*, group_state: str, starts_on: date, day: date, today: date) -> list[Reason]:
    """Who came is said of a lesson that was, while the group runs: afterwards nothing about its people changes (decision 0026)."""
    reasons = [] if group_state == GroupState.RUNNING else [Reason("lessons_need_a_running_group")]
    if day > today:
        reasons.append(Reason("lesson_not_yet"))
    if day < starts_on:
        reasons.append(Reason("lesson_before_the_group"))
    return reasons


def word_blocker(*, mark: str, is_there: bool, seen: int, number: int) -> Reason | None:
    """A word about a person at a lesson: one that is known, of somebody who was in the group that day, on what was shown."""
    if mark not in LESSON_WORDS:
        return Reason("attendance_word_unknown")
    if not is_there:
        return Reason("not_in_group_that_day")
    return None if seen == number else Reason("changed_meanwhile")


def many_blockers(*, count: int) -> list[Reason]:
    """What is decided together is seen together."""
    if not count:
        return [Reason("nobody_chosen")]
    return [Reason("too_many_at_once", (("most", AT_ONCE),))] if count > AT_ONCE else []
