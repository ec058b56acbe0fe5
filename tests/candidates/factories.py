"""People to test with; every one is fictional."""

from datetime import date
from functools import cache
from io import BytesIO

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User
from accounts.roles import Role
from candidates.models import Education, Evidence, Experience, Profile, TestResult
from candidates.transitions import new_reference
from vault.intake import store_upload


class CandidateUserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    role = Role.CANDIDATE
    full_name = factory.Sequence(lambda n: f"Candidate {n}")
    email = factory.Sequence(lambda n: f"candidate{n}@example.org")
    phone = factory.Sequence(lambda n: f"+92300{1_000_000 + n}")
    phone_verified = True


class ProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Profile

    user = factory.SubFactory(CandidateUserFactory)
    reference = factory.LazyFunction(lambda: new_reference("C"))
    full_name = factory.SelfAttribute("user.full_name")
    cnic = factory.Sequence(lambda n: f"35202{1_000_000 + n}1")
    birth_date = date(1998, 4, 2)


class EducationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Education

    profile = factory.SubFactory(ProfileFactory)
    level, subject, institution = "BS", "Computer Science", "University of the Punjab"
    started_year, finished_year = 2016, 2020


class ExperienceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Experience

    profile = factory.SubFactory(ProfileFactory)
    title, company, is_it = "Backend developer", "Lahore Software", True
    started_on = date(2020, 9, 1)


class TestResultFactory(factory.django.DjangoModelFactory):
    __test__ = False

    class Meta:
        model = TestResult

    profile = factory.SubFactory(ProfileFactory)
    kind, level, score, taken_on = "jlpt", "N4", 120, date(2025, 12, 7)


@cache
def photo() -> bytes:
    """A small honest JPEG."""
    picture = Image.effect_noise((960, 640), 60)
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG")
    return out.getvalue()


def upload(name: str = "card.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, photo() if content is None else content, content_type="image/jpeg")


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    profile = factory.SubFactory(ProfileFactory)
    kind = "cnic"
    file = factory.LazyAttribute(lambda row: store_upload(upload(), owner=row.profile.user, kind=row.kind))
    state = "received"
    owner = factory.LazyAttribute(lambda row: "oec" if row.state == "received" else "")
    due_on = factory.LazyAttribute(lambda row: date(2026, 11, 30) if row.state == "received" else None)
    checked_how = factory.LazyAttribute(lambda row: "original" if row.state in ("verified", "expired") else "")
    checked_by = factory.LazyAttribute(lambda row: officer() if row.state in ("verified", "expired", "rejected") else None)
    fault = factory.LazyAttribute(lambda row: "unreadable" if row.state == "rejected" else "")


def officer() -> User:
    """Somebody of OEC who checked it."""
    found = User.objects.filter(role=Role.OEC_OFFICER).first()
    return found or User.objects.create_user(role=Role.OEC_OFFICER, email="checker@example.org", full_name="Checker")
