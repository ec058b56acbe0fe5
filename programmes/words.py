"""The words of programmes: reasons, states, levels, whose turn it is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.states import BookingState, GroupState, MemberState, ProgrammeState

WORDS: dict[str, str | Promise] = {
    "group_not_open": _("This group does not take anybody now."),
    "group_full": _(
        "No seat is left in this group. Somebody else got the last one; nothing else has changed, and the order of the list stays."
    ),
    "in_a_group_already": _("This person already asked for a place in a group, or has one. One at a time."),
    "earlier_ones_wait": _("%(count)s people asked earlier and still wait. Offer places to them first."),
    "place_not_offered_any_more": _("The day until which this place was kept is over."),
    "member_reason_missing": _("Choose why."),
    "programme_not_open": _("Open the programme first."),
    "group_name_taken": _("Another group of this programme has this name."),
    "sitting_is_there": _("This test is already here. Open it and add people there."),
    "group_has_people": _("%(count)s people still have a place here. Record first how it ended for each of them."),
    "group_was_asked_for": _("%(count)s people asked for a place here or have one. Cancel the group instead, so that they are told."),
    "programme_has_groups": _("%(count)s groups have not ended. End or cancel them first."),
    "seats_are_promised": _("%(count)s seats are already promised or taken. There can be no fewer."),
    "test_not_yet": _("The day of this test has not come yet."),
    "test_score_impossible": _("This test gives 0 to %(most)s points."),
    "score_without_result": _("Choose passed or failed for a score."),
    "lessons_need_a_running_group": _(
        "Attendance is recorded while the group runs. Begin the course first; after its end nothing changes."
    ),
    "lesson_not_yet": _("The day of this lesson has not come yet."),
    "lesson_before_the_group": _("This day lies before the first day of the group."),
    "attendance_word_unknown": _("Choose present, absent or excused."),
    "not_in_group_that_day": _("This person was not in the group on that day."),
    "nobody_chosen": _("Tick at least one person first."),
    "too_many_at_once": _("At most %(most)s at once."),
    "merge_two_places": _("Both files have a place in a language group. End one of the two first."),
    "file_was_joined": _("This file was joined with another of the same person. Use the number of the kept one."),
    "booked_already": _("This person is booked for this test already."),
    "not_in_programme": _("This person has no place in this programme."),
    "number_unknown": _("Nobody has this candidate number."),
}
PROGRAMME_TAGS: dict[str, tuple[str, str, Promise]] = {
    ProgrammeState.PLANNED: ("", "pencil", pgettext_lazy("programme", "Planned")),
    ProgrammeState.OPEN: ("info", "list", pgettext_lazy("programme", "Open")),
    ProgrammeState.RUNNING: ("ok", "clock", pgettext_lazy("programme", "Running")),
    ProgrammeState.ENDED: ("plain", "dash", pgettext_lazy("programme", "Ended")),
}
GROUP_TAGS: dict[str, tuple[str, str, Promise]] = {
    GroupState.PLANNED: PROGRAMME_TAGS[ProgrammeState.PLANNED],
    GroupState.OPEN: ("info", "list", _("Takes requests")),
    GroupState.RUNNING: PROGRAMME_TAGS[ProgrammeState.RUNNING],
    GroupState.ENDED: PROGRAMME_TAGS[ProgrammeState.ENDED],
    GroupState.CANCELLED: ("plain", "cross", pgettext_lazy("programme", "Cancelled")),
}
MEMBER_TAGS: dict[str, tuple[str, str, Promise]] = {
    MemberState.ASKED: ("wait", "clock", _("Asked for a place")),
    MemberState.WAITING: ("wait", "list", _("On the waiting list")),
    MemberState.OFFERED: ("act", "warn", _("Place offered")),
    MemberState.ENROLLED: ("ok", "check", _("In the group")),
    MemberState.FINISHED: ("plain", "check", _("Finished the course")),
    MemberState.LEFT: ("plain", "dash", pgettext_lazy("member", "Left")),
    MemberState.DROPPED: ("plain", "cross", _("Taken out of the group")),
}
BOOKING_TAGS: dict[str, tuple[str, str, Promise]] = {
    BookingState.BOOKED: ("info", "calendar", _("Booked")),
    BookingState.SAT: ("wait", "clock", _("Sat, result awaited")),
    BookingState.PASSED: ("ok", "check", pgettext_lazy("test", "Passed")),
    BookingState.FAILED: ("plain", "dash", pgettext_lazy("test", "Not passed")),
    BookingState.MISSED: ("plain", "cross", _("Did not come")),
    BookingState.CANCELLED: ("plain", "dash", pgettext_lazy("test", "Cancelled")),
}
REASON_WORDS: dict[str, str | Promise] = {
    "own_wish": _("on the person's own wish"),
    "unreachable": _("could not be reached"),
    "level_too_low": _("the group is too advanced for now"),
    "level_too_high": _("the person knows more than this group teaches"),
    "placed": _("has found a job"),
    "other_programme": _("goes to another programme"),
    "attendance": _("missed too many lessons"),
    "no_progress": _("could not follow the course"),
    "conduct": _("broke the rules of the course"),
    "declined": _("declined the place"),
    "no_answer": _("gave no answer in time"),
    "withdrew": _("withdrew"),
    "group_cancelled": _("the group was cancelled"),
    "not_placed": _("the group began and no seat was left"),
    "account_ended": _("the account was ended"),
}
KINDS = {"language": _("Language course"), "cohort": _("Cohort with language course and tests"), "skills": _("Skills course")}
LANGUAGES = {"ur": _("Urdu"), "en": _("English"), "ja": _("Japanese")}
TARGETS = {"": _("none"), "N5": "JLPT N5", "A2": "JFT-Basic A2", "N4": "JLPT N4", "N3": "JLPT N3", "N2": "JLPT N2"}
MODES = {"onsite": _("On site"), "online": _("Online"), "both": _("On site and online")}
WISHES = {"onsite": _("On site"), "online": _("Online"), "any": _("Either is fine")}
LEVELS = {
    "none": _("No Japanese yet"),
    "kana": _("I can read hiragana and katakana"),
    "N5": _("About N5: simple sentences"),
    "N4": _("About N4: everyday talk"),
    "N3": _("N3 or above"),
}
DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
STAGES = {
    "accepted": _("Offer accepted"),
    "presented": _("With an employer"),
    "departed": _("Departed"),
    "": _("Not placed yet"),
}
HISTORY = {
    "programme.plan": _("Planned"), "programme.open": _("Opened"), "programme.start": _("Began"), "programme.end": _("Ended"),
    "programme.step_back": _("Taken one step back"), "programme.change": _("Details changed"),
    "group.plan": _("Planned"), "group.open": _("Opened for requests"), "group.start": _("Began"), "group.end": _("Ended"),
    "group.cancel": _("Cancelled"), "group.step_back": _("Taken one step back"), "group.change": _("Details changed"),
}  # fmt: skip
SENTENCES: dict[str, str | Promise] = {  # what happens now, for the person
    MemberState.ASKED: _("OEC looks at your request. Places are offered in the order of asking."),
    MemberState.WAITING: _("You are on the waiting list. When a seat is free, OEC offers it to whoever asked first."),
    MemberState.OFFERED: _("A seat in a language group is kept for you. Accept it or decline it."),
    MemberState.ENROLLED: _("You have a seat in this group."),
    MemberState.FINISHED: _("You came to the end of the course."),
    MemberState.LEFT: _("You are not in this group any more."),
    MemberState.DROPPED: _("OEC took you out of this group."),
}
HOLDERS = {"oec": _("OEC, Islamabad"), "candidate": _("You")}
