"""The candidate's door: the next groups, a request, an honest place in the line, an answer, going again; light, in three languages."""

import brotli
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from notifications.letters import write_letters
from notifications.models import Message
from programmes import news
from programmes.models import Group, Interest, Member
from tests.candidates.factories import ProfileFactory, TestResultFactory
from tests.programmes.factories import BookingFactory, GroupFactory, MemberFactory, ProgrammeFactory, soon
from workflow.models import Entry
from workflow.reminding import remind

HOME = "/en/me/training/"


def asking(group):
    return f"{HOME}groups/{group.public_id}/"


def test_she_asks_and_sees_her_place_then_withdraws(her, group, ayesha):
    MemberFactory(group=group)
    assert "3 seats free" in her.get(HOME).text
    assert "People who wait: 1." in her.get(asking(group)).text
    page = her.post(asking(group), {"wish": "online", "level": "kana"}, follow=True)
    assert "Your place in the line: 2." in page.text
    assert "OEC, Islamabad, since" in page.text
    assert "Withdraw your request?" in her.get(f"{HOME}withdraw/").text
    her.post(f"{HOME}withdraw/")
    member = Member.objects.get(profile__user=ayesha)
    assert (member.state, member.reason, member.wish) == ("left", "withdrew", "online")
    assert "3 seats free" in her.get(HOME).text


@pytest.mark.parametrize("sent", [{}, {"wish": "online"}, {"wish": "x", "level": "none"}, {"level": "N9", "wish": "any"}])
def test_a_wrong_request_comes_back(her, group, sent):
    answer = her.post(asking(group), sent)
    assert (answer.status_code, Member.objects.count()) == (422, 0)
    assert "There is a problem" in answer.text


def test_one_request_at_a_time_is_said(her, group, profile):
    MemberFactory(group=group, profile=profile)
    other = GroupFactory()
    assert "One at a time." in her.get(asking(other)).text
    assert her.post(asking(other), {"wish": "any", "level": "none"}).status_code == 422


def test_groups_that_take_nobody_are_not_there(her, db):
    closed = [GroupFactory(state=state) for state in ("planned", "running", "ended", "cancelled")]
    closed.append(GroupFactory(programme=ProgrammeFactory(state="planned")))
    assert "No group takes requests now." in her.get(HOME).text
    for group in closed:
        assert her.get(asking(group)).status_code == her.post(asking(group), {"wish": "any", "level": "none"}).status_code == 404


def test_a_full_group_has_a_waiting_list_and_says_so(her):
    group = GroupFactory(seats=1)
    MemberFactory(group=group, state="enrolled")
    assert "No seat free: waiting list" in her.get(HOME).text
    assert "No seat is free." in her.get(asking(group)).text
    assert her.post(asking(group), {"wish": "any", "level": "none"}).status_code == 302


@pytest.mark.parametrize(("answer", "state"), [("accept", "enrolled"), ("decline", "left")])
def test_an_offer_is_answered(her, profile, answer, state):
    member = MemberFactory(profile=profile, state="offered")
    assert "Accept the seat" in her.get(HOME).text
    assert "Answer: a seat in a language group" in her.get("/en/me/").text
    if answer == "decline":
        assert "Decline this seat?" in her.get(f"{HOME}decline/").text
    her.post(f"{HOME}{answer}/")
    member.refresh_from_db()
    assert member.state == state
    assert "Accept the seat" not in her.get(HOME).text


def test_an_offer_whose_day_is_over_is_not_accepted(her, profile):
    member = MemberFactory(profile=profile, state="offered", due_on=soon(-2))
    assert "The seat goes to the next person." in her.get(HOME).text
    her.post(f"{HOME}accept/")
    member.refresh_from_db()
    assert member.state == "offered"


def test_without_a_place_there_is_nothing_to_answer(her, profile):
    MemberFactory(profile=profile, state="left")
    for name in ("accept", "decline", "withdraw"):
        assert her.post(f"{HOME}{name}/").status_code == 404


def test_nobody_sees_another_ones_place(her, ayesha):
    BookingFactory(state="passed", member=MemberFactory(state="enrolled"))
    page = her.get(HOME).text
    assert "Your place" not in page
    assert "Your tests" not in page


def test_a_passed_test_asks_for_the_certificate(her, profile):
    BookingFactory(state="passed", member=MemberFactory(profile=profile, state="finished"))
    page = her.get(HOME).text
    assert "This counts when OEC has verified your certificate." in page
    assert reverse("candidates:documents") in page


def test_the_way_there_stands_on_my_page_where_it_helps(her, profile):
    assert "Learn Japanese free of charge" in her.get("/en/me/").text
    TestResultFactory(profile=profile, level="N4")
    assert "Learn Japanese free of charge" not in her.get("/en/me/").text


@pytest.mark.parametrize("who", ["sato", "omar", "audit"])
def test_the_door_is_for_candidates(request, group, who):
    client = Client()
    client.force_login(request.getfixturevalue(who))
    assert client.get(HOME).status_code == 403
    assert client.post(asking(group), {"wish": "any", "level": "none"}).status_code == 403


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_the_pages_are_light_in_three_languages(her, profile, language):
    for number in range(12):
        GroupFactory(programme=ProgrammeFactory(), title=f"Group {number}")
    home = her.get(f"/{language}/me/training/", headers={"Accept-Encoding": "br"})
    ask = her.get(f"/{language}/me/training/groups/{Group.objects.first().public_id}/", headers={"Accept-Encoding": "br"})
    assert max(len(home.content), len(ask.content)) <= 12_000
    assert "Japanese course" in brotli.decompress(home.content).decode() or language != "en"
    translation.activate("en")


# ── being told ─────────────────────────────────────────────────────────────────────────────────────────
def test_she_is_told_once_when_the_next_group_opens(her, ayesha, monkeypatch):
    monkeypatch.setattr(news, "MARGIN", news.MARGIN * 0)
    her.post(f"{HOME}tell/", {"wants": "1"})
    assert "We write to you when the next group opens." in her.get(HOME).text
    assert news.tell_all() == 0
    group = GroupFactory()
    assert (news.tell_all(), news.tell_all()) == (1, 0)
    write_letters(Entry.objects.get(kind=news.TELL))
    letter = Message.objects.get(template="group_opened", channel="inbox")
    assert group.title in letter.body
    assert letter.recipient == ayesha


def test_who_said_no_or_asked_for_a_place_is_not_told(her, ayesha, group, monkeypatch):
    monkeypatch.setattr(news, "MARGIN", news.MARGIN * 0)
    her.post(f"{HOME}tell/", {"wants": "1"})
    her.post(f"{HOME}tell/", {"wants": "0"})
    GroupFactory()
    assert news.tell_all() == 0
    her.post(f"{HOME}tell/", {"wants": "1"})
    her.post(asking(group), {"wish": "any", "level": "none"})
    assert Interest.objects.get().wants_news is False


def test_the_news_costs_the_same_for_many(db, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(news, "MARGIN", news.MARGIN * 0)
    for _ in range(12):
        Interest.objects.create(profile=ProfileFactory())
    GroupFactory()
    with django_assert_max_num_queries(7):
        assert news.tell_all() == 12


def test_the_clock_reminds_of_an_offer(ayesha, profile):
    from django.utils import timezone

    member = MemberFactory(profile=profile, state="offered", due_on=soon(1))
    remind([member], "nudge", timezone.now())
    write_letters(Entry.objects.get(kind="reminder.nudge"))
    assert {row.template for row in Message.objects.all()} == {"turn_training"}
