"""Ayesha with a row of everything the house can keep of her; every word of hers is a canary."""

from datetime import date, time, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from accounts.journal import journal
from accounts.models import Invitation, Membership, SecondSignature
from api.models import ApiKey, IdempotencyKey
from applications.models import Answer
from candidates.models import Experience, ProfileSkill, SavedSearch
from jobs.models import Question as JobQuestion
from jobs.models import Skill
from notifications.models import Message
from programmes.models import Attendance, Interest
from reviews.models import Call, Decision
from support.models import Line, Question
from tests.applications.factories import ApplicationFactory, interview
from tests.candidates.factories import EducationFactory, EvidenceFactory, ProfileFactory, TestResultFactory, upload
from tests.jobs.factories import VacancyFactory
from tests.programmes.factories import BookingFactory, MemberFactory
from vault.intake import store_upload
from vault.models import record_access
from workflow.models import Note

CANARY = "kanariya"
CNIC, PASSPORT, PHONE, EMAIL = "4220112345671", "AB7654321", "+923019876543", "kanariya@example.org"


@pytest.fixture
def whole(ayesha, omar, company):
    """Ayesha's user, with rows of every kind."""
    ayesha.full_name, ayesha.phone, ayesha.email = f"Ayesha {CANARY}", PHONE, EMAIL
    ayesha.quiet_from, ayesha.quiet_until = time(22), time(7)
    ayesha.save()
    profile = her_profile(ayesha)
    vacancy = VacancyFactory(employer=company, state="published")
    application = ApplicationFactory(candidate=profile, vacancy=vacancy, state="interviewing", motivation=f"motivation {CANARY}")
    around_the_application(application, omar)
    around_the_account(ayesha, omar)
    return ayesha


def her_profile(user):
    profile = ProfileFactory(user=user, full_name=user.full_name, cnic=CNIC, passport_number=PASSPORT, about=f"about {CANARY}")
    profile.passport_name, profile.name_katakana, profile.skills = f"{CANARY} CAPS".upper(), "カナリヤ", [f"skill {CANARY}"]
    profile.code_url, profile.project_about = f"https://example.org/{CANARY}", f"project {CANARY}"
    profile.cv = store_upload(upload(f"{CANARY}-cv.jpg"), owner=user, kind="cv")
    profile.save()
    EducationFactory(profile=profile, subject=f"subject {CANARY}", institution=f"school {CANARY}")
    Experience.objects.create(profile=profile, title=f"job {CANARY}", company=CANARY, duties=CANARY, started_on=date(2020, 1, 1))
    TestResultFactory(profile=profile, number=f"n-{CANARY}")
    skill = Skill.objects.first() or Skill.objects.create(code="x-test", name_en="Test", name_ur="ٹیسٹ", name_ja="試験", group="it")
    ProfileSkill.objects.create(profile=profile, skill=skill)
    SavedSearch.objects.create(profile=profile, name=f"search {CANARY}", query="q=go")
    EvidenceFactory(profile=profile, state="verified", checked_reference=f"ref {CANARY}", checked_link=f"https://example.org/{CANARY}")
    booking = BookingFactory(member=MemberFactory(profile=profile, state="enrolled"), state="passed", score=210)
    Attendance.objects.create(member=booking.member, held_on=date(2026, 11, 20), mark="present")
    Interest.objects.create(profile=profile)
    return profile


def around_the_application(application, omar):
    asked = JobQuestion.objects.create(vacancy=application.vacancy, order=1, text_ja="なぜ", text_en="Why", text_ur="کیوں")
    Answer.objects.create(application=application, question=asked, text=f"answer {CANARY}")
    row = interview(application)
    row.message = f"dear {CANARY}"
    row.save()
    about = {"subject_kind": "application", "subject_ref": application.public_id, "by": omar, "version": 1, "release_at": timezone.now()}
    said = {"reach": "candidate", "released_at": timezone.now(), "note": f"decision {CANARY}"}
    Decision.objects.create(step="send_back", **about, **said)
    Call.objects.create(profile=application.candidate, by=omar, outcome="spoke", note="words between colleagues")
    record_access(omar, application.candidate, field="cnic+birth_date", purpose="claimed case", case=application.reference)


def around_the_account(user, omar):
    Message.objects.create(
        recipient=user, channel="inbox", template="x", body=f"letter {CANARY}", state="sent", sent_at=timezone.now(), provider_ref="inbox"
    )
    Message.objects.create(channel="sms", template="code_sign_in", address=PHONE, state="expired")
    Message.objects.create(recipient=user, channel="sms", template="y", address=PHONE, body=CANARY)
    entry = journal(user, "sign_up", by=user)
    Note.objects.create(entry=entry, text=f"note {CANARY}", reach="candidate")
    UserSession.objects.create(user=user, ip="192.0.2.7", session_key="0" * 32, user_agent=f"Browser {CANARY}")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "sealed"})
    Invitation.objects.create(email=EMAIL, full_name=CANARY, role="candidate", token_hash=b"1" * 32, expires_at=timezone.now())
    Membership.objects.create(user=user, party=omar.memberships.get().party, since=date(2026, 1, 1), until=date(2026, 1, 2))
    SecondSignature.objects.create(matter="erase", person=user, reason=f"letter {CANARY}", signers=["oec_supervisor"], asked_by=omar)
    ApiKey.objects.create(
        owner=user, name=f"key {CANARY}", prefix="abc", secret_hash=b"2" * 32, expires_at=timezone.now() + timedelta(days=1)
    )
    IdempotencyKey.objects.create(owner=user, key="k", request_hash=b"3" * 32, answer={"said": CANARY})
    asked = Question.objects.create(
        person=user,
        subject="other",
        reference="Q-2026-ABC",
        state="asked",
        desk="oec",
        owner="oec",
        due_on=date(2026, 12, 1),
        about_label=CANARY,
    )
    Line.objects.create(question=asked, by=user, text=f"question {CANARY}")
