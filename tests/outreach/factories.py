"""Leads and people of the stock, in bulk where a test wants many."""

import factory
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from candidates.models import Evidence, Profile, ProfileSkill, TestResult
from outreach.models import Lead
from tests.candidates.factories import officer
from vault.models import StoredFile


class LeadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Lead

    name_ja = factory.Sequence(lambda n: f"株式会社テスト{n}")
    name_en = factory.Sequence(lambda n: f"Test {n} Inc.")
    version = 1


def stock(count: int, *, level: str = "", proved: bool = False, starts=None, skill: str = "", field: str = "") -> list[Profile]:
    """So many people alike."""
    first = User.objects.count()
    users = User.objects.bulk_create(
        User(role=Role.CANDIDATE, phone=f"+92300{first + n:07d}", full_name=f"P {n}", password="!") for n in range(count)
    )
    people = Profile.objects.bulk_create(
        Profile(user=user, reference=f"C-T-{user.pk}"[:16], can_start_on=starts, wanted_fields=[field] if field else []) for user in users
    )
    if skill:
        ProfileSkill.objects.bulk_create(ProfileSkill(profile=person, skill_id=skill) for person in people)
    if level:
        tests = [TestResult(profile=person, kind="jlpt", level=level, taken_on=timezone.now().date()) for person in people]
        TestResult.objects.bulk_create(tests)
        if proved:
            Evidence.objects.bulk_create(paper(person, test=test, kind="test") for person, test in zip(people, tests, strict=True))
    elif proved:
        Evidence.objects.bulk_create(paper(person, kind="degree") for person in people)
    return people


def paper(profile: Profile, **fields) -> Evidence:
    """A verified document whose file is only a row."""
    file = StoredFile.objects.create(kind=fields["kind"], owner=profile.user, sha256="5a" * 32)
    return Evidence(profile=profile, state="verified", checked_how="original", checked_by=officer(), file=file, **fields)
