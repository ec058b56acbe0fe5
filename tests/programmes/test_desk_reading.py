"""The desk reads programmes: figures, filters, pages, files, and who may."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.models import Group, Member
from records.models import Visit
from tests.applications.factories import ApplicationFactory
from tests.programmes.doors import as_, at
from tests.programmes.factories import BookingFactory, GroupFactory, MemberFactory, ProgrammeFactory, SittingFactory, places, soon


def filled(programme, count):
    group = GroupFactory(programme=programme, seats=200)
    sitting = SittingFactory(programme=programme, place=f"Room {count}")
    for number in range(count):
        member = MemberFactory(group=group, state="enrolled" if number % 2 else "asked")
        if number % 2:
            BookingFactory(member=member, sitting=sitting, state="passed")


def test_figures_count_each_person_once(desk, omar, company, vacancy):
    from programmes.cohort import summaries

    programme = ProgrammeFactory()
    group = GroupFactory(programme=programme, seats=9)
    places(programme, 2)
    hired, gone, waits = (MemberFactory(group=group, state=state) for state in ("enrolled", "finished", "asked"))
    MemberFactory(group=GroupFactory(programme=programme), profile=gone.profile, state="left")
    ApplicationFactory(candidate=hired.profile, vacancy=vacancy, state="accepted")
    ApplicationFactory(candidate=gone.profile, state="departed")
    ApplicationFactory(candidate=waits.profile, state="presented")
    for test in (SittingFactory(programme=programme), SittingFactory(programme=programme, kind="jlpt", level="N4")):
        BookingFactory(member=hired, sitting=test, state="passed")
    (found,) = summaries(omar, [programme], soon(0))
    assert found.figures == {"asked": 3, "enrolled": 2, "passed": 1, "presented": 2, "hired": 2, "departed": 1}
    assert (found.seats.taken, found.seats.free, found.seats.is_over) == (2, 0, False)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"passed", "hired", "left"}),
        ("?state=left", {"left"}),
        ("?tests=passed", {"passed"}),
        ("?tests=none", {"hired", "left"}),
        ("?stage=accepted", {"hired"}),
        ("?stage=none", {"passed", "left"}),
        ("?state=nonsense&group=x&tests=%00&stage=1&after=-1&q=%00", {"passed", "hired", "left"}),
    ],
)
def test_members_are_filtered(desk, query, expected):
    programme = ProgrammeFactory()
    group = GroupFactory(programme=programme, seats=9)
    people = {"passed": "enrolled", "hired": "enrolled", "left": "left"}
    people = {name: MemberFactory(group=group, state=state) for name, state in people.items()}
    BookingFactory(member=people["passed"], sitting=SittingFactory(programme=programme), state="passed")
    ApplicationFactory(candidate=people["hired"].profile, state="accepted")
    page = desk.get(at("desk_programme", programme) + query)
    assert {name for name, row in people.items() if row.profile.reference in page.text} == expected
    assert people["left"].profile.reference in desk.get(at("desk_programme", programme) + f"?q={people['left'].profile.reference}").text


def test_pages_go_on_where_they_ended(desk, monkeypatch):
    monkeypatch.setattr("programmes.cohort.PAGE", 2)
    programme = ProgrammeFactory()
    filled(programme, 5)
    seen, query = [], ""
    while query is not None:
        page = desk.get(at("desk_programme", programme) + query)
        seen += [line.member.pk for line in page.context["lines"]]
        query = page.context["next_url"] or None
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("name", ["desk_programme", "desk_group", "desk_sitting", "desk_sitting_people"])
def test_pages_ask_the_same_for_many_as_for_few(desk, name):
    counts = []
    for size in (4, 24):
        programme = ProgrammeFactory()
        filled(programme, size)
        subject = {"desk_programme": programme, "desk_group": programme.groups.get()}.get(name) or programme.sittings.get()
        desk.get(at(name, subject))
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(at(name, subject)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 22, counts


def test_the_list_of_programmes_asks_the_same_for_many(desk):
    counts = []
    for size in (2, 12):
        for _ in range(size):
            places(ProgrammeFactory(), 10)
        desk.get(reverse("admin:desk_programmes"))
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(reverse("admin:desk_programmes")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_file_holds_numbers_and_no_names(desk):
    programme = ProgrammeFactory()
    filled(programme, 3)
    answer = desk.get(at("desk_programme_members", programme, "csv") + "?state=enrolled")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    member = Member.objects.get(state="enrolled")
    assert (len(rows), rows[1][0], rows[1][8]) == (2, member.profile.reference, "JFT-Basic")
    assert member.profile.full_name not in text
    assert desk.get(at("desk_programme_members", programme, "xlsx")).status_code == 200
    assert desk.get(at("desk_programme_members", programme, "pdf")).status_code == 404


@pytest.mark.parametrize(("who", "names"), [("omar", True), ("ken", True), ("audit", False)])
def test_who_reads_and_by_which_name(db, request, who, names):
    member = MemberFactory(state="enrolled")
    member.profile.full_name = "Zulaikha Canary"
    member.profile.save()
    browser = as_(request.getfixturevalue(who))
    for page in (at("desk_programme", member.group.programme), at("desk_group", member.group)):
        text = browser.get(page).text
        assert member.profile.reference in text
        assert ("Zulaikha" in text) == names
        assert ("/change/" in text) == (who == "omar")


@pytest.mark.parametrize(("who", "status"), [("ken", 403), ("audit", 403), ("ayesha", 403), ("zed", 403), ("olga", 403)])
def test_others_change_nothing(request, group, who, status):
    member = MemberFactory(group=group)
    browser = as_(request.getfixturevalue(who))
    for page in (at("desk_group_step", group, "cancel"), at("desk_group_many", group), at("desk_group_enrol", group)):
        assert browser.post(page, {"row": str(member.public_id), "step": "enrol", "confirm": "1", "numbers": "C-1"}).status_code == status
    assert Group.objects.get().state == "open"


def test_today_says_how_many_wait(desk, group):
    assert "Wait for a place in a group" not in desk.get("/desk/").text
    MemberFactory(group=group)
    assert "Wait for a place in a group" in desk.get("/desk/").text


def test_a_file_that_leaves_the_house_is_on_record(desk, omar):
    programme = ProgrammeFactory()
    b"".join(desk.get(at("desk_programme_members", programme, "csv")).streaming_content)
    visit = Visit.objects.get(user=omar)
    assert (visit.what, visit.page, visit.subject_ref) == ("export", "admin:desk_programme_members", programme.public_id)
