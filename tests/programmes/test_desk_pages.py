"""The desk: programmes, groups, the roll, many at once, tests; wrong input comes back filled and said."""

import pytest
from django.urls import reverse

from programmes.models import Booking, Group, Member, Programme, ProgrammeSeats, Sitting
from tests.candidates.factories import ProfileFactory
from tests.programmes.doors import as_, at
from tests.programmes.factories import BookingFactory, GroupFactory, MemberFactory, ProgrammeFactory, SittingFactory, soon


def programme_form(party, **changes):
    said = {
        "name_en": "Cohort", "name_ur": "گروہ", "name_ja": "育成", "kind": "cohort", "party": party.pk, "starts_on": soon(1),
        "teaching_language": "ur", "goal": "A2", "seats-places": "120", "seats-valid_from": soon(0), "seats-source": "Memorandum",
        "seats-as_of": soon(0),
    }  # fmt: skip
    return said | changes


GROUP = {
    "title": "Lahore A", "mode": "onsite", "place": "12 Mall Road", "weekdays": ["0", "2"], "begins_at": "18:00", "ends_at": "20:00",
    "starts_on": "2027-01-04", "ends_on": "2027-06-30", "seats": "25", "teacher": "",
}  # fmt: skip


def test_a_programme_with_seats_a_group_and_its_steps(desk, oec):
    assert desk.get(reverse("admin:desk_programme_new")).status_code == 200
    page = desk.post(reverse("admin:desk_programme_new"), programme_form(oec), follow=True)
    programme = Programme.objects.get()
    assert "0 of 120 taken, 120 free" in page.text
    desk.post(at("desk_programme_step", programme, "open"), {"version": 1})
    assert desk.post(at("desk_group_new", programme), GROUP).status_code == 302
    group = Group.objects.get()
    desk.post(at("desk_group_step", group, "open"), {"version": 1})
    group.refresh_from_db()
    assert (group.state, group.weekdays) == ("open", [0, 2])
    assert "Mon, Wed · 18:00 to 20:00 (Pakistan time)" in desk.get(at("desk_group", group)).text


@pytest.mark.parametrize(
    "wrong", [{"name_ur": ""}, {"starts_on": "2026-02-31"}, {"ends_on": "2020-01-01"}, {"seats-places": "0"}, {"seats-source": " "}]
)
def test_a_wrong_programme_comes_back_as_it_was_typed(desk, oec, wrong):
    answer = desk.post(reverse("admin:desk_programme_new"), programme_form(oec, **wrong))
    assert (answer.status_code, Programme.objects.count()) == (422, 0)
    assert "育成" in answer.text


BAD_GROUPS = [
    {"weekdays": []},
    {"ends_at": "17:00"},
    {"place": ""},
    {"seats": "0"},
    {"ends_on": "2026-01-01"},
    {"weekdays": ["9"]},
    {"title": ""},
]


@pytest.mark.parametrize("wrong", BAD_GROUPS)
def test_a_wrong_group_comes_back_as_it_was_typed(desk, wrong):
    programme = ProgrammeFactory()
    answer = desk.post(at("desk_group_new", programme), GROUP | wrong)
    assert (answer.status_code, Group.objects.count()) == (422, 0)
    assert "18:00" in answer.text


def test_two_groups_of_one_name_are_refused_in_words(desk, group):
    answer = desk.post(at("desk_group_new", group.programme), GROUP | {"title": group.title})
    assert (answer.status_code, Group.objects.count()) == (422, 1)
    assert "Another group of this programme has this name." in answer.text


def test_a_change_on_an_old_page_is_refused_and_stays(desk, group, omar):
    Group.objects.filter(pk=group.pk).update(version=7)
    answer = desk.post(at("desk_group_change", group), GROUP | {"version": "1"})
    group.refresh_from_db()
    assert (answer.status_code, group.seats) == (422, 3)
    assert 'value="25"' in answer.text
    assert desk.post(at("desk_group_change", group), GROUP | {"version": "7"}).status_code == 302
    group.refresh_from_db()
    assert (group.seats, group.version) == (25, 8)


def test_a_programme_is_changed(desk, oec):
    programme = ProgrammeFactory()
    assert desk.post(at("desk_programme_change", programme), programme_form(oec, version="1", goal="N4")).status_code == 302
    programme.refresh_from_db()
    assert (programme.goal, programme.version) == ("N4", 2)


@pytest.mark.parametrize("name", ["cancel", "end", "start"])
def test_what_cannot_be_undone_asks_once_more(desk, group, name):
    MemberFactory(group=group)
    page = desk.get(at("desk_group_step", group, name))
    assert page.status_code == 200
    assert Group.objects.get().state == "open"
    assert ("1 person is told." in page.text) == (name != "end")


def test_the_end_of_a_programme_asks_once_more_and_waits_for_its_groups(desk, group):
    programme = group.programme
    assert "This cannot be undone." in desk.get(at("desk_programme_step", programme, "end")).text
    page = desk.post(at("desk_programme_step", programme, "end"), {"version": 1}, follow=True)
    assert "1 groups have not ended" in page.text
    assert desk.post(at("desk_programme_step", programme, "nonsense")).status_code == 404


def test_seats_are_entered_by_a_supervisor(desk, amna):
    programme = ProgrammeFactory()
    said = {"places": "120", "valid_from": soon(0), "source": "Memorandum", "as_of": soon(0)}
    assert desk.post(at("desk_programme_seats", programme), said).status_code == 403
    assert as_(amna).post(at("desk_programme_seats", programme), said | {"places": "n"}).status_code == 422
    assert as_(amna).post(at("desk_programme_seats", programme), said).status_code == 302
    assert ProgrammeSeats.objects.get().entered_by == amna


# ── many at once ───────────────────────────────────────────────────────────────────────────────────────
def shown(page):
    """What the page that names them would send."""
    chosen = page.context["chosen"]
    refs = [str(one.member.public_id) for one in chosen]
    return {"row": refs, "named": refs, "seen": [one.version for one in chosen], "step": page.context["verb"].name, "confirm": "1"}


def test_the_next_of_the_line_are_named_then_offered(desk, group):
    people = [MemberFactory(group=group) for _ in range(4)]
    page = desk.post(at("desk_group_offer", group), {"count": "2"})
    assert [one.member for one in page.context["chosen"]] == people[:2]
    assert group.members.filter(state="offered").count() == 0
    assert desk.post(at("desk_group_many", group), shown(page)).status_code == 302
    assert list(group.members.filter(state="offered").order_by("pk")) == people[:2]


def test_who_moved_meanwhile_is_named_and_the_rest_goes_through(desk, group):
    first, second = MemberFactory(group=group), MemberFactory(group=group)
    sent = shown(desk.post(at("desk_group_offer", group), {"count": "2"}))
    Member.objects.filter(pk=first.pk).update(state="left", version=2, owner="", due_on=None, reason="withdrew")
    answer = desk.post(at("desk_group_many", group), sent)
    second.refresh_from_db()
    assert (answer.status_code, second.state) == (409, "offered")
    assert [one.member.pk for one in answer.context["chosen"]] == [first.pk]
    assert "done for 1 person" in answer.text


def test_too_few_seats_are_said_before_and_after(desk, group):
    people = [MemberFactory(group=group) for _ in range(5)]
    page = desk.post(at("desk_group_offer", group), {"count": "5"})
    assert "There are 2 seats too few" in page.text
    answer = desk.post(at("desk_group_many", group), shown(page))
    assert answer.status_code == 409
    assert [one.member for one in answer.context["chosen"]] == people[3:]
    assert "No seat is left in this group" in answer.text


def test_who_is_taken_out_is_told_why(desk, group):
    member = MemberFactory(group=group, state="enrolled")
    sent = {"row": str(member.public_id), "step": "drop"}
    page = desk.post(at("desk_group_many", group), sent)
    assert "missed too many lessons" in page.text
    wrong = desk.post(at("desk_group_many", group), sent | {"confirm": "1", "reason": "own_wish"})
    assert wrong.status_code == 422
    desk.post(at("desk_group_many", group), sent | {"confirm": "1", "reason": "attendance"})
    member.refresh_from_db()
    assert (member.state, member.reason) == ("dropped", "attendance")


@pytest.mark.parametrize("sent", [{}, {"step": "finish"}, {"step": "nonsense", "row": "x"}, {"step": "finish", "row": "no-uuid"}])
def test_nothing_chosen_is_said(desk, group, sent):
    assert desk.post(at("desk_group_many", group), sent).status_code == 302


def test_a_wrong_count_comes_back(desk, group):
    MemberFactory(group=group)
    assert desk.post(at("desk_group_offer", group), {"count": "many"}).status_code == 422
    page = desk.post(at("desk_group_offer", group), {"count": "0"})
    assert (page.status_code, 'value="0" dir="ltr" aria-invalid="true"' in page.text) == (422, True)
    assert page.text.index('id="error-summary"') < page.text.index(at("desk_group_offer", group)), "above the row of the field, not in it"


def test_120_known_people_are_put_in_by_their_numbers(desk, omar):
    group = GroupFactory(seats=120)
    people = [ProfileFactory() for _ in range(30)]
    elsewhere = MemberFactory()
    text = "\n".join([row.reference for row in people] + ["C-0000-0000", elsewhere.profile.reference, people[0].reference.lower()])
    page = desk.post(at("desk_group_enrol", group), {"numbers": text})
    assert (len(page.context["ready"]), group.members.count()) == (30, 0)
    assert "stands in the list more than once" in page.text
    assert ("30 of 32 in the list can be put into the group." in page.text, page.text.count('<tr class="diff">')) == (True, 2)
    answer = desk.post(at("desk_group_enrol", group), {"numbers": text, "confirm": "1"})
    assert (answer.status_code, group.members.filter(state="enrolled").count()) == (409, 30)
    assert [row.number for row in answer.context["rows"]] == ["C-0000-0000", elsewhere.profile.reference]
    assert "Nobody has this candidate number." in answer.text


def test_the_last_of_a_pasted_list_that_does_not_fit_stays_in_the_box(desk):
    group = GroupFactory(seats=1)
    one, other = ProfileFactory(), ProfileFactory()
    answer = desk.post(at("desk_group_enrol", group), {"numbers": f"{one.reference}，{other.reference}", "confirm": "1"})
    assert answer.status_code == 409
    assert group.members.get().profile == one
    assert answer.context["form"].initial["numbers"] == other.reference


@pytest.mark.parametrize("text", ["", "C-1\x00", " ".join(f"C-{n}" for n in range(201))])
def test_a_list_that_cannot_be_read_is_said(desk, group, text):
    assert desk.post(at("desk_group_enrol", group), {"numbers": text, "confirm": "1"}).status_code == 422


# ── tests ──────────────────────────────────────────────────────────────────────────────────────────────
def test_inter_ses_books_a_test_for_many(ken):
    programme = ProgrammeFactory()
    group = GroupFactory(programme=programme)
    people = [MemberFactory(group=group, state="enrolled") for _ in range(2)]
    desk = as_(ken)
    said = {"kind": "jlpt", "level": "N4", "held_on": soon(30), "place": "NUML, Islamabad"}
    assert desk.post(at("desk_sitting_new", programme), said | {"level": ""}).status_code == 422
    page = desk.post(at("desk_sitting_new", programme), said, follow=True)
    sitting = Sitting.objects.get()
    assert list(page.context["rows"]) == people
    assert desk.post(at("desk_sitting_people", sitting), {}).status_code == 422
    refs = [str(row.public_id) for row in people]
    assert desk.post(at("desk_sitting_people", sitting), {"row": refs}).status_code == 302
    again = desk.post(at("desk_sitting_people", sitting), {"row": refs[:1]})
    assert (again.status_code, Booking.objects.count()) == (409, 2)
    assert desk.post(at("desk_sitting_new", programme), said).status_code == 422, "the same test twice"
    assert desk.post(at("desk_sitting", sitting), {}).status_code == 403, "results are OEC's"


def typed(booking, result, score="", seen=None):
    ref = booking.public_id
    return {f"result_{ref}": result, f"score_{ref}": score, f"seen_{ref}": booking.version if seen is None else seen}


def test_results_for_many_the_wrong_rows_come_back_filled(desk):
    sitting = SittingFactory()
    good, bad, stale, late = (BookingFactory(sitting=sitting) for _ in range(4))
    sent = typed(good, "passed", "٢١٠") | typed(bad, "passed", "999") | typed(stale, "failed", seen=0) | typed(late, "", "5")
    answer = desk.post(at("desk_sitting", sitting), sent)
    for row in (good, bad, stale, late):
        row.refresh_from_db()
    assert answer.status_code == 422
    assert (good.state, good.score) == ("passed", 210)
    assert [bad.state, stale.state, late.state] == ["booked"] * 3
    assert 'value="999"' in answer.text
    for words in ("0 to 250 points", "changed this a moment ago", "Choose the result."):
        assert words in answer.text
    assert desk.post(at("desk_sitting", sitting), typed(bad, "passed", "x")).status_code == 422


def test_every_wrong_row_is_named_above_and_leads_to_its_place(desk):
    sitting = SittingFactory()
    rows = [BookingFactory(sitting=sitting) for _ in range(3)]
    page = desk.post(at("desk_sitting", sitting), typed(rows[0], "passed", "many") | typed(rows[2], "passed", "x"))
    summary = page.text.split('id="error-summary"')[1].split("</div>")[0]
    assert [f"#row_{row.public_id}" in summary for row in rows] == [True, False, True]
    assert all(f'id="row_{row.public_id}"' in page.text for row in rows)


def test_a_result_is_undone_and_a_person_taken_off(desk, ken):
    booking = BookingFactory(state="failed")
    assert as_(ken).post(at("desk_booking_step", booking, "undo")).status_code == 302
    booking.refresh_from_db()
    assert booking.state == "failed", "only OEC undoes a result"
    desk.post(at("desk_booking_step", booking, "undo"), {"version": 1})
    as_(ken).post(at("desk_booking_step", booking, "cancel"))
    booking.refresh_from_db()
    assert booking.state == "cancelled"
    assert desk.post(at("desk_booking_step", booking, "nonsense")).status_code == 404
