"""Lessons: who came is said for many at once, corrected beside what was said before, and seen by the person."""

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pypdfium2
import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from programmes import lessons, own_data, transitions
from programmes.models import Attendance, Group
from programmes.rules import lesson_blockers
from programmes.transitions.acting import pakistan_today
from records.models import Visit
from tests.programmes.doors import as_, at
from tests.programmes.factories import GroupFactory, MemberFactory, soon
from vault.models import AccessRecord
from workflow.steps import Refused

DAY = soon(-2)


@pytest.fixture
def running(db):
    return GroupFactory(state="running", starts_on=soon(-20), seats=20)


@pytest.fixture
def people(running):
    return [
        MemberFactory(group=running, state="enrolled", enrolled_on=soon(-20), profile__full_name=name) for name in ("Ali", "Bano", "Chand")
    ]


def said(people, *marks, seen=0):
    return {member.pk: (seen, mark) for member, mark in zip(people, marks, strict=True)}


def typed(people, *marks, seen=0):
    return {f"mark_{member.public_id}": f"{seen}:{mark}" for member, mark in zip(people, marks, strict=True)}


def counting(member):
    return list(member.attendance.counting().values_list("held_on", "mark"))


# ── the verb ───────────────────────────────────────────────────────────────────────────────────────────


def test_many_at_once_and_a_correction_stands_beside_what_was_said(running, people, omar, nadia):
    assert transitions.record_lesson(running, day=DAY, said=said(people, "present", "absent", "none"), by=omar) == (2, {})
    assert transitions.record_lesson(running, day=DAY, said=said(people[1:2], "excused", seen=1), by=nadia) == (1, {})
    assert [counting(member) for member in people] == [[(DAY, "present")], [(DAY, "excused")], []]
    words = people[1].attendance.order_by("number").values_list("number", "mark", "by__full_name")
    assert list(words) == [(1, "absent", omar.full_name), (2, "excused", nadia.full_name)]


def test_what_was_said_by_mistake_is_taken_back(running, people, omar):
    transitions.record_lesson(running, day=DAY, said=said(people, "present", "present", "present"), by=omar)
    transitions.record_lesson(running, day=DAY, said=said(people, "none", "present", "none", seen=1), by=omar)
    assert [counting(member) for member in people] == [[], [(DAY, "present")], []]
    assert Attendance.objects.count() == 5, "the same word again is no word"
    assert [row["present"] for row in lessons.days_of(running, omar)] == [1]


def test_who_saves_on_an_older_page_is_told_and_the_rest_is_kept(running, people, omar, nadia):
    transitions.record_lesson(running, day=DAY, said=said(people[:1], "absent"), by=omar)
    count, left = transitions.record_lesson(running, day=DAY, said=said(people, "present", "present", "present"), by=nadia)
    assert (count, {pk: reason.code for pk, reason in left.items()}) == (2, {people[0].pk: "changed_meanwhile"})
    assert counting(people[0]) == [(DAY, "absent")]


def test_nobody_is_marked_on_a_day_on_which_they_were_not_in_the_group(running, omar):
    gone = MemberFactory(group=running, state="left", enrolled_on=soon(-20), ended_on=soon(-10))
    new = MemberFactory(group=running, state="enrolled", enrolled_on=soon(-1))
    stranger = MemberFactory(state="enrolled", enrolled_on=soon(-20))
    _count, left = transitions.record_lesson(running, day=DAY, said=said([gone, new, stranger], *["present"] * 3), by=omar)
    assert {reason.code for reason in left.values()} == {"not_in_group_that_day"}
    assert len(left) == 3
    assert transitions.record_lesson(running, day=soon(-15), said=said([gone], "present"), by=omar) == (1, {})


@pytest.mark.parametrize(
    ("state", "day", "codes"),
    [
        ("running", -2, []),
        ("running", 0, []),
        ("running", 1, ["lesson_not_yet"]),
        ("running", -21, ["lesson_before_the_group"]),
        ("ended", -2, ["lessons_need_a_running_group"]),
        ("open", -2, ["lessons_need_a_running_group"]),
    ],
)
def test_when_a_lesson_can_be_recorded(state, day, codes):
    found = lesson_blockers(group_state=state, starts_on=soon(-20), day=soon(day), today=soon(0))
    assert [reason.code for reason in found] == codes


def test_only_oec_says_it(running, people, ken, ayesha):
    for who in (ken, ayesha):
        with pytest.raises(Refused):
            transitions.record_lesson(running, day=DAY, said=said(people, *["present"] * 3), by=who)


def test_the_database_keeps_every_word(people, omar):
    word = Attendance.objects.create(member=people[0], held_on=DAY, mark="absent", by=omar)
    for change in ({"mark": "present"}, {"held_on": soon(-3)}, {"mark": "nonsense"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.filter(pk=word.pk).update(**change)
    with pytest.raises(IntegrityError, match="attendance_each_word_once"), transaction.atomic():
        Attendance.objects.create(member=people[0], held_on=DAY, mark="present", by=omar)
    assert Attendance.objects.filter(pk=word.pk).update(by=None) == 1, "the account of who said it may end"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(running, people, omar):
    def one(mark):
        try:
            group, by = Group.objects.get(pk=running.pk), User.objects.get(pk=omar.pk)
            return transitions.record_lesson(group, day=DAY, said=said(people, *[mark] * 3), by=by)[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, ["present", "absent"])) == [0, 3]
    assert Attendance.objects.count() == 3


# ── the share ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_share_leaves_excused_lessons_out_and_is_rounded_down(running, people, omar):
    for n, mark in enumerate(["present", "present", "absent", "excused"]):
        Attendance.objects.create(member=people[0], held_on=soon(-n - 2), mark=mark, by=omar)
    Attendance.objects.create(member=people[1], held_on=DAY, mark="excused", by=omar)
    found = lessons.shares_of(people)
    assert (found[people[0].pk].percent, found[people[0].pk].counted, found[people[0].pk].excused) == (66, 3, 1)
    assert found[people[1].pk].percent is None
    assert people[2].pk not in found


# ── the desk ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_officer_marks_a_lesson_and_who_is_not_marked_was_present(desk, running, people):
    page = at("desk_lesson", running, DAY)
    assert "Everybody who is not marked was present" in desk.get(page).text
    answer = desk.post(page, typed(people, "absent", "", "") | {"rest": "1"}, follow=True)
    assert "Saved for 3 people." in answer.text
    assert [counting(member) for member in people] == [[(DAY, "absent")], [(DAY, "present")], [(DAY, "present")]]
    desk.post(page, typed(people[:1], "excused", seen=1))
    history = desk.get(page).text
    assert "Corrections" in history
    assert f"{people[0].profile.reference}" in history


def test_a_save_that_met_another_shows_what_stands(desk, running, people, nadia):
    transitions.record_lesson(running, day=DAY, said=said(people[:1], "absent"), by=nadia)
    answer = desk.post(at("desk_lesson", running, DAY), typed(people, "present", "present", ""))
    assert answer.status_code == 409
    assert [row.mark for row in answer.context["rows"]] == ["absent", "present", ""]
    assert answer.context["rows"][0].fault.code == "changed_meanwhile"


@pytest.mark.parametrize("raw", ["", "x", "99999:present", "-1:present", "0:nonsense", "٣:present", "1:present:more"])
def test_what_a_form_never_sends_changes_nothing(desk, running, people, raw):
    assert desk.post(at("desk_lesson", running, DAY), {f"mark_{people[0].public_id}": raw}).status_code in (302, 409)
    assert not Attendance.objects.exists()


def test_a_group_that_does_not_run_says_why(desk, people, running):
    Group.objects.filter(pk=running.pk).update(state="ended")
    page = desk.get(at("desk_lesson", running, DAY))
    assert "after its end nothing changes" in page.text
    assert "<select" not in page.text.split("<main")[-1]
    assert desk.post(at("desk_lesson", running, DAY), typed(people, *["present"] * 3)).status_code == 409


def test_a_day_without_a_lesson_is_said_and_the_last_lesson_is_offered(desk, running, people):
    today = pakistan_today()
    running.weekdays = [(today.weekday() - 2) % 7]
    running.save()
    assert f'value="{today - timedelta(days=2)}"' in desk.get(at("desk_attendance", running)).text
    odd = "Not a day on which this group meets"
    assert [odd in desk.get(at("desk_lesson", running, today - timedelta(days=n))).text for n in (1, 2)] == [True, False]


def test_a_save_that_marks_nobody_says_so(desk, running, people):
    page = desk.post(at("desk_lesson", running, DAY), {}, follow=True)
    assert "Nothing was changed: nobody was marked anew." in page.text


@pytest.mark.parametrize(("day", "status"), [("2026-11-31", 404), ("x", 404), ("20261130", 404), ("2026-11-30", 200)])
def test_a_day_is_a_day(desk, running, day, status):
    assert desk.get(at("desk_lesson", running, day)).status_code == status
    overview = desk.get(at("desk_attendance", running), {"day": day})
    assert overview.status_code == (302 if status == 200 else 422)


def test_the_overview_costs_the_same_for_all(desk, running, people, omar):
    page = at("desk_attendance", running)
    desk.get(page)
    with CaptureQueriesContext(connection) as few:
        desk.get(page)
    more = [MemberFactory(group=running, state="enrolled", enrolled_on=soon(-20)) for _n in range(6)]
    for n in range(5):
        transitions.record_lesson(running, day=soon(-n - 2), said=said(more, *["present"] * 6), by=omar)
    with CaptureQueriesContext(connection) as many:
        assert "100" in desk.get(page).text
    assert len(many) == len(few)
    with CaptureQueriesContext(connection) as lesson:
        desk.get(at("desk_lesson", running, DAY))
    MemberFactory(group=running, state="enrolled", enrolled_on=soon(-20))
    with CaptureQueriesContext(connection) as bigger:
        desk.get(at("desk_lesson", running, DAY))
    assert len(bigger) == len(lesson)


def unbroken(text: str) -> str:
    """Without blanks, hyphens and ends of lines, which fall where a narrow column wants them."""
    return re.sub(r"[\s\ufffe\u00ad-]", "", text)


def test_the_sheet_has_the_names_and_a_record_of_each(desk, running, people, omar, audit):
    people[0].profile.full_name, people[0].profile.passport_name = "علی رضا", ""
    people[0].profile.save()
    with CaptureQueriesContext(connection) as queries:
        answer = desk.get(at("desk_lesson_sheet", running, DAY))
    text = unbroken("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content)))
    assert answer["Content-Type"] == "application/pdf"
    assert [name for name in ("Bano", "Chand", people[0].profile.reference, running.title) if unbroken(name) not in text] == []
    looks = AccessRecord.objects.filter(user=omar, field="attendance_sheet")
    assert {look.person for look in looks} == {member.profile.user for member in people}
    assert sum("vault_accessrecord" in query["sql"] and "INSERT" in query["sql"] for query in queries) == 1
    assert as_(audit).get(at("desk_lesson_sheet", running, DAY)).status_code == 403


def test_the_file_has_numbers_and_every_lesson_but_no_name(running, people, omar, audit):
    transitions.record_lesson(running, day=DAY, said=said(people, "present", "absent", "excused"), by=omar)
    answer = as_(audit).get(at("desk_attendance_file", running, "csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][-1] == DAY.isoformat()
    assert [row[0] for row in rows[1:]] == [member.profile.reference for member in people]
    assert [(row[2:6], row[6]) for row in rows[1:]] == [
        (["1", "0", "0", "100"], "Present"), (["0", "1", "0", "0"], "Absent"), (["0", "0", "1", ""], "Excused"),
    ]  # fmt: skip
    assert "Bano" not in answer.content.decode()
    assert Visit.objects.filter(user=audit, page="admin:desk_attendance_file").exists()
    assert as_(omar).get(at("desk_attendance_file", running, "xlsx")).content[:2] == b"PK"
    assert as_(omar).get(at("desk_attendance_file", running, "pdf")).status_code == 404


def test_the_auditor_and_inter_ses_read_and_say_nothing(running, people, ken, audit):
    for who in (ken, audit):
        client = as_(who)
        assert client.get(at("desk_attendance", running)).status_code == 200
        assert client.post(at("desk_lesson", running, DAY), typed(people, *["present"] * 3)).status_code == 403
    assert "Bano" not in as_(audit).get(at("desk_lesson", running, DAY)).text
    assert not Attendance.objects.exists()


# ── the person ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_person_sees_the_own_lessons_alone(her, profile, running, people, omar):
    mine = MemberFactory(group=running, state="enrolled", enrolled_on=soon(-20), profile=profile)
    assert "Your lessons" not in her.get("/en/me/training/").text
    for day, mark in ((DAY, "present"), (soon(-4), "absent"), (soon(-6), "excused")):
        transitions.record_lesson(running, day=day, said=said([mine], mark), by=omar)
    transitions.record_lesson(running, day=DAY, said=said(people, *["absent"] * 3), by=omar)
    page = her.get("/en/me/training/").text
    assert 'You came to 1 of 2 lessons. <b dir="ltr">50 %</b> 1 excused lesson does not count.' in page
    assert page.count("Absent") == 1
    for language in ("ur", "ja"):
        assert "lessons" not in her.get(f"/{language}/me/training/").text.split("<main")[1]


def test_own_data_holds_every_word_and_it_goes_with_the_person(profile, ayesha, running, omar, people):
    mine = MemberFactory(group=running, state="enrolled", enrolled_on=soon(-20), profile=profile)
    transitions.record_lesson(running, day=DAY, said=said([mine], "absent"), by=omar)
    transitions.record_lesson(running, day=DAY, said=said([mine], "present", seen=1), by=omar)
    transitions.record_lesson(running, day=DAY, said=said(people[:1], "present"), by=omar)
    (place,) = own_data.export(ayesha)["training"]
    assert [(word["number"], word["mark"]) for word in place["attendance"]] == [(1, "absent"), (2, "present")]
    own_data.erase(ayesha, frozenset())
    assert list(Attendance.objects.values_list("member", flat=True)) == [people[0].pk]
