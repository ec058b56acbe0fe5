"""Applications in any state, with the rows that belong to that state."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from accounts.models import User
from applications.models import Application, Consent, Interview, Offer, Slot, Snapshot
from applications.snapshot import content_of
from applications.states import OWNERS, SEATED, SEEN_BY_EMPLOYER
from applications.transitions.acting import new_reference
from candidates.models import Profile
from jobs.models import Vacancy
from tests.candidates.factories import EducationFactory, EvidenceFactory, ProfileFactory, TestResultFactory
from tests.jobs.factories import UserFactory, VacancyFactory
from vault.models import StoredFile

UNSENT = ("draft",)
WITH_OFFER = ("offered", "accepted", "departed", "arrived", "declined")
CODES: list[tuple[User, str, str]] = []  # what keep_code was told to send


def keep_code(user: User, purpose: str, code: str) -> None:
    """Stands where the sender of codes stands (settings.CODE_SENDER)."""
    CODES.append((user, purpose, code))


def soon(days: int) -> date:
    """A day from now on."""
    return timezone.now().date() + timedelta(days=days)


def paper(profile: Profile, kind: str, *, state: str = "verified", **fields):
    """Evidence whose file is only a row: quick."""
    file = StoredFile.objects.create(kind=kind, owner=profile.user, sha256="5a" * 32)
    return EvidenceFactory(profile=profile, kind=kind, state=state, file=file, **fields)


def ready_profile(user: User | None = None, **fields) -> Profile:
    """A person who may apply: name, CNIC, confirmed phone, a degree."""
    profile = ProfileFactory(**({"user": user} if user else {}), **fields)
    EducationFactory(profile=profile)
    return profile


def proven_profile(user: User | None = None, **fields) -> Profile:
    """A person whose identity, degree and Japanese OEC has verified."""
    profile = ready_profile(user, **fields)
    paper(profile, "cnic")
    paper(profile, "degree", education=profile.educations.get())
    paper(profile, "test", test=TestResultFactory(profile=profile, level="N2", score=120))
    return profile


def conditions(vacancy: Vacancy, **changes) -> dict[str, object]:
    """Written conditions of an offer, complete."""
    return {
        "contract_term": "Without end date; probation 3 months",
        "workplace": "Tokyo; no change",
        "duties": "Services in Go; no change",
        "hours": "9:00 to 18:00, 60 minutes break, 15 hours overtime",
        "holidays": "Saturday, Sunday, holidays",
        "base_pay": vacancy.base_pay or 300_000,
        "allowances": "Commuting 15,000",
        "pay_day": "Closed on the last day, paid on the 25th by bank transfer",
        "leaving": "One month's notice; retirement at 60",
        "insurance": "Health, pension, employment, accident",
        "starts_on": vacancy.starts_on,
        "answer_by": soon(14),
    } | changes


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Offer

    state = "made"
    made_at = factory.LazyAttribute(lambda o: timezone.now() if o.state == "made" else None)
    release_on = factory.LazyFunction(lambda: soon(0))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if "made_by" not in kwargs:
            kwargs["made_by"] = UserFactory(email=f"maker{kwargs['application'].pk}@example.org")
        return super()._create(model_class, *args, **conditions(kwargs["application"].vacancy) | kwargs)


class ApplicationFactory(factory.django.DjangoModelFactory):
    """An application where it stands in `state`; a seated one takes its seat."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    class Params:
        is_sent = factory.LazyAttribute(lambda o: o.state not in UNSENT)

    candidate = factory.LazyFunction(ready_profile)
    vacancy = factory.LazyFunction(lambda: VacancyFactory(state="published"))
    reference = factory.LazyFunction(new_reference)
    state = "draft"
    version = 1
    motivation = "I like to build useful services."
    owner = factory.LazyAttribute(lambda o: OWNERS.get(o.state, ""))
    due_on = factory.LazyAttribute(lambda o: soon(7) if OWNERS.get(o.state) else None)
    submitted_at = factory.LazyAttribute(lambda o: timezone.now() if o.is_sent else None)
    presented_at = factory.LazyAttribute(lambda o: timezone.now() if o.state in SEEN_BY_EMPLOYER else None)
    accepted_at = factory.LazyAttribute(lambda o: timezone.now() if o.state in SEATED else None)
    summary_ja = factory.LazyAttribute(lambda o: "Goの経験がある開発者です。" if o.state in SEEN_BY_EMPLOYER else "")
    restore_to = factory.LazyAttribute(lambda o: "submitted" if o.state in ("withdrawn", "superseded") else "")

    @factory.post_generation
    def with_its_rows(self, create, extracted, **kwargs):
        if self.state not in UNSENT:
            give_consents(self)
            Snapshot.objects.create(application=self, version=self.version, content=content_of(self))
        if self.state in WITH_OFFER:
            OfferFactory(application=self)
        if self.state in SEATED:
            Vacancy.objects.filter(pk=self.vacancy_id).update(seats_taken=self.vacancy.seats_taken + 1)
            self.vacancy.refresh_from_db()


def give_consents(application: Application) -> None:
    """To the partners, and to be presented to this employer."""
    for purpose, employer in (("partners", None), ("present", application.vacancy.employer)):
        Consent.objects.get_or_create(
            candidate=application.candidate,
            purpose=purpose,
            employer=employer,
            withdrawn_at=None,
            defaults={"text_version": "1", "language": "en"},
        )


def interview(application: Application, *hours: int) -> Interview:
    """A round with times so many hours from now."""
    row = Interview.objects.create(application=application, round=application.interviews.count() + 1, place="https://meet.example.org/x")
    for hour in hours or (48, 72):
        Slot.objects.create(interview=row, starts_at=timezone.now() + timedelta(hours=hour))
    return row


def held(application: Application) -> Interview:
    """A round whose chosen time was an hour ago."""
    row = interview(application, -1)
    row.slots.update(is_chosen=True)
    Interview.objects.filter(pk=row.pk).update(confirmed_at=timezone.now() - timedelta(days=2))
    row.refresh_from_db()
    return row
