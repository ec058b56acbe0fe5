"""Every letter, in three languages, for a real entry of its kind: right reader, right words, nothing that must not leave."""

import re

import pytest
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from accounts.models import Membership, User
from accounts.roles import Role
from notifications.letters import SMS_OTHER, SMS_PLAIN, TWO_OTHER, TWO_PLAIN, letters_for, sms_text, write_letters, written
from notifications.mailing import LETTERS
from notifications.models import Message
from notifications.subjects import facts_of
from support.models import Report
from tests.conftest import person
from tests.notifications.news import KINDS

LANGUAGES = ["en", "ur", "ja"]
NEUTRAL = {"Something changed on your application", "There is something to do on your application"}
NEUTRAL |= {"Something changed on your documents", "There is something to do on your documents"}
OFFER_WORDS = re.compile(r"accept|select|offer|reject|refus|declin|visa|close|承諾|内定|不採用|見送|قبول|پیشکش|انتخاب", re.IGNORECASE)


def sent_for(world, kind, language="en", **about):
    User.objects.update(language=language)
    world.profile.refresh_from_db()
    return list(letters_for(world.entry(kind, **about)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_of_this_news_is_whole_in_three_languages(world, kind):
    seen = {"presented_at": timezone.now()} if kind in ("application.withdraw", "application.close") else {}
    entries = [world.entry(kind, **seen)]
    if kind.startswith("reminder."):
        entries += [world.entry(kind, owner="employer"), world.entry(kind, of_vacancy=True)]
    if kind == "reminder.nudge":
        entries.append(world.entry(kind, owner="trainee"))
    for language in LANGUAGES:
        User.objects.update(language=language)
        Report.objects.update(language=language)
        letters = [letter for entry in entries for letter in letters_for(entry)]
        assert {letter.template for letter in letters} == {letter.name for letter in LETTERS[kind]}
        check_words([letter for letter in letters if letter.channel != "sms"], language)


def check_words(letters, language):
    for letter in letters:
        assert 5 <= len(letter.subject) <= 70, letter.subject
        assert letter.body.count("\n\n") >= 3
        assert f"https://jobs.example.pk{letter.link}" in letter.body
        assert not re.search(r"{[{%]|[%}]}|None|\n{3}|: *\n\n|[(（] *[)）]|  ", letter.body), letter.body
        assert re.search({"en": "[a-z]", "ur": "[\u0600-\u06ff]", "ja": "[\u3040-\u30ff]"}[language], letter.subject)


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_leads_to_a_page_that_exists(world, kind):
    for letter in sent_for(world, kind, "ur"):
        with override("ur"):
            found = resolve(letter.link)
        assert found.view_name in {
            "applications:proposal", "employer:sheets", "programmes:home", "admin:desk_deputies", "admin:desk_batch",
            "admin:index", "admin:desk_question", "admin:desk_report", "admin:register_claim", "admin:second", "help",
            "privacy:copy", "privacy:delete",
            "support:question", "applications:detail", "candidates:home", "candidates:searches", "candidates:documents",
            "employer:home", "employer:vacancy", "employer:letter", "employer_candidates:detail",
        }  # fmt: skip
        assert letter.recipient is None or letter.recipient.role in letter_roles(found.view_name)


def letter_roles(view_name):
    if view_name.startswith("admin"):
        return {Role.OEC_OFFICER, Role.OEC_SUPERVISOR, Role.INTER_SES, Role.OPERATOR}
    return {Role.EMPLOYER} if view_name.startswith("employer") else {Role.CANDIDATE}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.split(".")[0] in ("application", "evidence")])
def test_a_subject_on_a_shared_phone_tells_no_decision(world, kind):
    entry = world.entry(kind)
    for language in LANGUAGES:
        User.objects.update(language=language)
        for letter in letters_for(entry):
            if letter.recipient.role == Role.CANDIDATE:
                shown = letter.subject or letter.body
                assert not OFFER_WORDS.search(shown), shown
                assert letter.channel == "sms" or language != "en" or letter.subject in NEUTRAL


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_but_the_candidate_reads_who_it_is(world, kind):
    world.profile.user.full_name = world.profile.full_name = "Zulaikha Canary"
    world.profile.user.save()
    world.profile.save()
    for letter in sent_for(world, kind):
        if letter.recipient is None or letter.recipient.role != Role.CANDIDATE:
            told = letter.subject + letter.body
            assert not re.search("Zulaikha|Canary|9230|ayesha", told, re.IGNORECASE)
        assert str(world.profile.cnic) not in letter.body


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.split(".")[0] in ("application", "evidence")])
def test_letters_to_candidates_warn_of_fraud_and_name_the_helpline(world, settings, kind):
    for letter in sent_for(world, kind):
        if letter.recipient.role == Role.CANDIDATE and letter.channel != "sms":
            assert "Applying is free. Nobody may ask you for cash" in letter.body
            assert settings.HELPLINE in letter.body


def test_writing_twice_leaves_one_message_per_person_channel_and_letter(world):
    entry = world.entry("application.offer")
    write_letters(entry)
    write_letters(entry)
    rows = sorted(Message.objects.values_list("recipient__full_name", "channel", "template", "state"))
    assert rows == [
        ("Ayesha Khan", "email", "offer_made", "pending"),
        ("Ayesha Khan", "inbox", "offer_made", "sent"),
        ("Ayesha Khan", "sms", "offer_made", "pending"),
        ("Sato Hanako", "email", "offer_released", "pending"),
        ("Sato Hanako", "inbox", "offer_released", "sent"),
    ]


def test_a_colleague_of_the_employer_is_written_to_and_one_who_left_is_not(world, sato):
    party = sato.parties().get()
    here, gone = person(Role.EMPLOYER, "Here San", party=party), person(Role.EMPLOYER, "Gone San", party=party)
    Membership.objects.filter(user=gone).update(since="2026-01-01", until="2026-02-01")
    written_to = {letter.recipient for letter in sent_for(world, "vacancy.pause")}
    assert written_to == {sato, here}


def test_an_employer_that_never_saw_the_person_is_not_told_of_a_withdrawal(world):
    letters = sent_for(world, "application.withdraw")
    assert {letter.template for letter in letters} == {"application_withdrawn"}


def test_an_employer_that_saw_the_person_is_told_of_a_withdrawal(world):
    letters = sent_for(world, "application.withdraw", presented_at=timezone.now())
    assert {letter.template for letter in letters} == {"application_withdrawn", "application_withdrawn_employer"}


@pytest.mark.parametrize(("reach", "is_told"), [("candidate", True), ("partners", False), ("own", False)])
def test_only_words_meant_for_the_candidate_leave_the_desk(world, omar, reach, is_told):
    letters = sent_for(world, "application.send_back", by=omar, note="Bring the marks sheet", reach=reach)
    assert {"Bring the marks sheet" in letter.body for letter in letters if letter.channel != "sms"} == {is_told}


def test_a_reason_that_is_not_shared_stays_inside(world):
    shared = sent_for(world, "application.not_select", close_reason="others_fitted_better", reason_is_shared=True)
    assert "Other candidates fitted this job better." in shared[0].body
    world.profile = type(world)(world.company, person(Role.CANDIDATE, "Other Person")).profile
    kept = sent_for(world, "application.not_select", close_reason="false_statement", reason_is_shared=False)
    assert "The reason" not in kept[0].body


@pytest.mark.parametrize(
    ("before", "said"), [("submitted", "OEC decided"), ("endorsed", "Inter-SES decided"), ("presented", "The employer decided")]
)
def test_a_refusal_names_its_stage(world, before, said):
    assert said in sent_for(world, "application.not_select", before=before)[0].body


def test_an_invitation_names_the_times_on_both_clocks(world):
    body = sent_for(world, "application.invite")[0].body
    assert len(re.findall(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+ \d{4}, \d\d:\d\d \(Pakistan time\)", body)) == 2
    assert body.count("(Japan time)") == 2


def test_a_returned_vacancy_lists_what_to_change(world):
    body = next(letter.body for letter in sent_for(world, "vacancy.send_back", "ja") if letter.channel == "inbox")
    assert "：Say which language" in body


def test_the_date_of_a_step_that_is_over_is_not_told(world):
    entry = world.entry("application.submit")
    assert facts_of(entry)["due"] is not None
    type(world.profile.applications.get()).objects.update(version=9)
    assert facts_of(entry)["due"] is None


def test_somebody_for_whom_a_step_was_taken_is_told_so(world, omar):
    entry = world.entry("application.submit", by=omar)
    entry.on_behalf_of = world.profile.user
    facts = facts_of(entry) | {"reader": world.profile.user, "link": "https://x"}
    assert "An officer did this for you" in written("application_sent", "en", facts)[1]


def most_letters(body):
    plain, other = (TWO_PLAIN, TWO_OTHER) if "http" in body else (SMS_PLAIN, SMS_OTHER)
    return plain if body.isascii() else other


@pytest.mark.parametrize("kind", [kind for kind in KINDS if any(letter.must_act for letter in LETTERS[kind])])
def test_an_sms_fits_two_parts_with_its_link_and_one_without(world, sato, kind):
    User.objects.filter(pk=sato.pk).update(phone="+81312345678", phone_verified=True)
    entry = world.entry(kind)
    for language in LANGUAGES:
        User.objects.update(language=language)
        bodies = {letter.body for letter in letters_for(entry) if letter.channel == "sms"}
        assert len(bodies) == 1
        assert all(len(body) <= most_letters(body) for body in bodies), bodies
        assert not any(letter.body.endswith("…") for letter in letters_for(entry))


@pytest.mark.parametrize(("site", "has_link"), [("https://jobs.example.pk", True), (f"https://{'long' * 80}.example.pk", False)])
def test_an_sms_carries_a_link_only_where_it_fits(settings, site, has_link):
    settings.SITE_URL = site
    assert ("https://" in sms_text("There is something to do on your application", "en")) is has_link


NASTY = st.text(st.sampled_from("ab\r\n\t\x0b\u2028\u202e\u2066\u200f\x07Bcc:@{}%<>&'\"آ日"), max_size=60)


@hypothesis(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NASTY)
def test_other_peoples_words_never_reach_a_header_nor_break_a_line(world, text):
    company, name = f"Sakura {text}", f"Sato {text}"
    world.company.name_en, reader = company, User(full_name=name, role=Role.EMPLOYER)
    facts = {"employer": world.company, "reader": reader, "link": "https://x", "entry": None}
    plain = {**facts, "employer": type(world.company)(name_en="Sakura"), "reader": User(full_name="Sato", role=Role.EMPLOYER)}
    subject, body = written("employer_verified", "en", facts)
    assert subject == "Your company was confirmed"
    assert body.count("\n") == written("employer_verified", "en", plain)[1].count("\n")
    assert not re.search("[\r\x00-\x09\x0b-\x1f\u2028\u202a-\u202e\u2066-\u2069\u200e\u200f]", body)
    assert "&lt;" not in body
