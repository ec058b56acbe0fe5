"""Rows of jobs as a test wants them: lawful unless told otherwise, in any state."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone

from accounts.models import Membership, Party, User
from accounts.roles import PartyKind, Role
from jobs.corporate_number import check_digit
from jobs.models import DemandLetter, Employer, FieldOpening, MinimumWage, Prefecture, SswField, Vacancy
from jobs.references import new_reference

WAGES = ((date(2025, 10, 3), 1226), (date(2026, 10, 1), 1280))
PUBLIC = ("published", "paused", "closed", "ended")


def japan_today() -> date:
    """The day it is now in Tokyo."""
    return datetime.now(ZoneInfo("Asia/Tokyo")).date()


def tokyo() -> Prefecture:
    """Tokyo with its dated minimum wages."""
    values = {"name_en": "Tokyo", "name_ja": "東京都", "name_kana": "とうきょうと", "name_ur": "ٹوکیو", "region_en": "Kanto"}
    prefecture, _ = Prefecture.objects.get_or_create(code="13", defaults=values)
    for day, yen in WAGES:
        MinimumWage.objects.get_or_create(prefecture=prefecture, valid_from=day, defaults={"yen_per_hour": yen})
    return prefecture


def ssw_field(code: str = "nursing_care", *, state: str = "open", fee: bool = True) -> SswField:
    """A field with one dated switch."""
    values = {"order": 1, "name_en": code, "name_ja": code, "fee_placement_allowed": fee, "dispatch_allowed": False}
    row, _ = SswField.objects.get_or_create(code=code, defaults=values)
    FieldOpening.objects.get_or_create(field=row, valid_from=date(2019, 4, 1), defaults={"state": state})
    return row


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    role = Role.EMPLOYER
    full_name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@jobs.example.org")
    password = "!"


class PartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Party

    kind = PartyKind.EMPLOYER
    name = factory.Sequence(lambda n: f"Kakuu Systems {n}")
    name_ja = factory.Sequence(lambda n: f"架空システム{n}株式会社")


def corporate_number(n: int) -> str:
    """Thirteen digits with a right check digit, of a registry office that does not exist."""
    base = f"9999{n:08d}"
    return f"{check_digit(base)}{base}"


class EmployerFactory(factory.django.DjangoModelFactory):
    """A verified company; `member=user` makes that person its owner."""

    class Meta:
        model = Employer
        skip_postgeneration_save = True

    party = factory.SubFactory(PartyFactory)
    state = "verified"
    corporate_number = factory.Sequence(lambda n: corporate_number(n + 70_000_000))
    name_ja = factory.SelfAttribute("party.name_ja")
    name_en = factory.SelfAttribute("party.name")
    prefecture = factory.LazyFunction(tokyo)
    address = "東京都千代田区1-1"
    industry = "情報サービス業"
    employees = 120
    category = 3
    verified_how = factory.LazyAttribute(lambda o: "" if o.state == "registered" else "National Tax Agency register, telephone call")
    verified_checks = ["existence", "job_offers", "crime_ties"]
    job_offers_lawful_on = no_crime_ties_on = factory.LazyFunction(japan_today)
    owner = factory.LazyAttribute(lambda o: {"registered": "inter_ses"}.get(o.state, ""))

    @factory.post_generation
    def member(self, create, extracted, **kwargs):
        if extracted:
            Membership.objects.create(user=extracted, party=self.party, duty=Membership.Duty.OWNER)


class DemandLetterFactory(factory.django.DjangoModelFactory):
    """An attested demand letter of ten seats."""

    class Meta:
        model = DemandLetter

    class Params:
        signed = factory.LazyAttribute(lambda o: o.state in ("entered", "attested", "expired"))

    employer = factory.SubFactory(EmployerFactory)
    state = "attested"
    seats = 10
    number = factory.Maybe("signed", factory.Sequence(lambda n: f"PK-{n:06d}"), "")
    authority = factory.Maybe("signed", "pk_embassy", "")
    attested_on = factory.Maybe("signed", factory.LazyFunction(lambda: japan_today() - timedelta(days=10)), None)
    valid_until = factory.Maybe("signed", factory.LazyFunction(lambda: japan_today() + timedelta(days=110)), None)
    owner = factory.LazyAttribute(lambda o: {"drafted": "employer", "waiting": "employer", "entered": "oec"}.get(o.state, ""))


class VacancyFactory(factory.django.DjangoModelFactory):
    """A lawful vacancy of a verified employer; a public state brings its date and an attested letter."""

    class Meta:
        model = Vacancy

    class Params:
        public = factory.LazyAttribute(lambda o: o.state in PUBLIC)

    employer = factory.SubFactory(EmployerFactory)
    state = "draft"
    owner = factory.LazyAttribute(
        lambda o: {"draft": "employer", "submitted": "inter_ses", "vetted": "oec", "returned": "employer"}.get(o.state, "")
    )
    reference = factory.LazyFunction(new_reference)
    published_at = factory.Maybe("public", factory.LazyFunction(timezone.now), None)
    demand_letter = factory.LazyAttribute(lambda o: DemandLetterFactory(employer=o.employer) if o.public else None)
    title_ja = "バックエンド開発者"
    title_en = "Backend developer"
    title_ur = "بیک اینڈ ڈویلپر"
    duties_ja = "Goによるサービス開発"
    duties_en = "Build services in Go."
    requirements_ja = "Goの実務経験3年"
    requirements_en = "Three years of Go."
    skills = factory.LazyFunction(lambda: ["Go", "PostgreSQL"])
    duties_change_range = "変更なし"
    contract_kind = "indefinite"
    probation_months = 3
    prefecture = factory.LazyFunction(tokyo)
    workplace_address = "東京都千代田区1-1"
    workplace_change_range = "変更なし"
    starts_at = time(9)
    ends_at = time(18)
    break_minutes = 60
    holidays = "土日祝"
    annual_holidays = 125
    has_overtime = True
    overtime_hours = 15
    pay_unit = "month"
    base_pay = 300_000
    daily_hours = Decimal("8.00")
    yearly_hours = 1920
    excluded_allowances = 15_000
    allowances_note = "通勤手当"
    insurance_health = insurance_pension = insurance_employment = insurance_accident = True
    is_dispatch = False
    smoking = "indoor_ban"
    visa_routes = factory.LazyFunction(lambda: ["engineer"])
    japanese_level = "N3"
    english_level = "B1"
    seats = 2
    starts_on = factory.LazyFunction(lambda: japan_today() + timedelta(days=150))
    closes_on = factory.LazyFunction(lambda: japan_today() + timedelta(days=60))
    no_fee_declared = equal_pay_declared = True
