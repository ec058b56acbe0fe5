"""The verb of a lesson: who came, for many at once; a second word about a person corrects the first and stands beside it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.roles import OEC
from programmes import lessons, rules
from programmes.models import Attendance, Group
from programmes.transitions.acting import check_role, pakistan_today
from workflow.steps import Reason, Refused

Said = Mapping[int, tuple[int, str]]  # member -> the number of the word that the person saw, and the new word


@transaction.atomic
def record_lesson(group: Group, *, day: date, said: Said, by: User) -> tuple[int, dict[int, Reason]]:
    """Keep what is new; how many words, and of whom it could not be kept and why. Raises Refused where the lesson cannot be."""
    check_role(by, OEC)
    group = Group.objects.select_for_update(no_key=True, of=("self",)).get(pk=group.pk)  # one after the other
    blockers = rules.lesson_blockers(group_state=group.state, starts_on=group.starts_on, day=day, today=pakistan_today())
    if blockers:
        raise Refused(*blockers)
    there = {member.pk for member in lessons.there_on(group, by, day)}
    known = lessons.words_of(group, by, day)
    new, left = [], {}
    for member, (seen, mark) in said.items():
        last = known.get(member)
        reason = rules.word_blocker(mark=mark, is_there=member in there, seen=seen, number=last.number if last else 0)
        if reason:
            left[member] = reason
        elif mark != (last.mark if last else "none"):
            new.append(Attendance(member_id=member, held_on=day, number=seen + 1, mark=mark, by=by))
    Attendance.objects.bulk_create(new)
    return len(new), left
