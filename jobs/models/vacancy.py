"""The vacancy with every item that Japanese law wants disclosed (Employment Security Act 5-3; jobs/disclosure.py)."""

import uuid
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS, Role
from jobs.models.demand import DemandLetter
from jobs.models.employer import Employer
from jobs.models.standards import Prefecture, SswField
from jobs.models.terms import SAID, Smoking, Terms
from jobs.search import skill_mark, terms, wanted
from jobs.states import LIVE, VACANCY_OWNERS, VACANCY_STEPS, EmployerState, VacancyState
from workflow.models import Stateful
from workflow.prepared import NUMBER, Prepared

TOKYO = ZoneInfo("Asia/Tokyo")
JAPANESE_LEVELS = [("", _("not asked")), ("N5", "JLPT N5"), ("N4", "JLPT N4"), ("N3", "JLPT N3"), ("N2", "JLPT N2"), ("N1", "JLPT N1")]
ENGLISH_LEVELS = [("", _("not asked")), ("A2", "A2"), ("B1", "B1"), ("B2", "B2"), ("C1", "C1")]
ROUTES = [("engineer", _("Engineer / Specialist")), ("hsp", _("Highly Skilled Professional")), ("ssw1", _("Specified Skilled Worker (i)"))]
SSW_WORK = [
    ("", _("not said")), ("truck", _("truck")), ("taxi", _("taxi")), ("bus", _("bus")),
    ("transport_staff", _("railway: driver, conductor or station")), ("other", _("other work of the field")),
]  # fmt: skip


class VacancyQuerySet(models.QuerySet):
    def visible_to(self, user: User | None) -> "VacancyQuerySet":
        """Readers of the desk see all, an employer its own, everybody what was published."""
        role = getattr(user, "role", None)
        if user is not None and role in READERS:
            return self.filter(discarded_at=None)
        if user is not None and role == Role.EMPLOYER:
            return self.of(user).filter(discarded_at=None)
        return self.public()

    def of(self, user: User) -> "VacancyQuerySet":
        """All of the companies that this person acts for, with the drafts that were thrown away."""
        return self.filter(employer__party__in=user.parties())

    def discarded(self) -> "VacancyQuerySet":
        """Drafts that were thrown away and can still be brought back."""
        return self.filter(discarded_at__isnull=False)

    def open(self) -> "VacancyQuerySet":
        """Jobs that take applications today, by the day in Tokyo."""
        return self.filter(
            state=VacancyState.PUBLISHED, employer__state=EmployerState.VERIFIED, closes_on__gte=timezone.now().astimezone(TOKYO).date()
        )

    def says(self, text: str) -> "VacancyQuerySet":
        """Those that hold all words of the text (the last may be a beginning); all of them if it holds no word."""
        query = wanted(text)
        return self.filter(search=SearchQuery(query, config="simple", search_type="raw")) if query else self

    def public(self) -> "VacancyQuerySet":
        """What strangers may read: published once, and still honest to show (paused and ended ones say so)."""
        return self.filter(
            published_at__isnull=False, state__in=[VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.CLOSED, VacancyState.ENDED]
        )


class Vacancy(Stateful, Terms):
    """One kind of work at one workplace, with a number of seats. Money in yen, times in Tokyo."""

    KIND, STEPS, OWNERS = "vacancy", VACANCY_STEPS, VACANCY_OWNERS
    COMPANY = "employer__party_id"

    class Contract(models.TextChoices):
        INDEFINITE = "indefinite", _("without end date")
        FIXED = "fixed", _("fixed term")

    class Renewal(models.TextChoices):
        AUTOMATIC = "automatic", _("renewed as a rule")
        POSSIBLE = "possible", _("may be renewed")
        NONE = "none", _("not renewed")

    class PayUnit(models.TextChoices):
        MONTH = "month", _("a month")
        DAY = "day", _("a day")
        HOUR = "hour", _("an hour")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="vacancies")
    demand_letter = models.ForeignKey(
        DemandLetter, on_delete=models.PROTECT, null=True, blank=True, related_name="vacancies", verbose_name=_("demand letter")
    )
    state = models.CharField(
        _("state"), max_length=16, choices=[(s.value, s.value) for s in VacancyState], default=VacancyState.DRAFT, editable=False
    )
    reference = models.CharField(_("number"), max_length=16, unique=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)  # counts the saves of a draft; version counts steps

    title_ja = models.CharField(_("job title in Japanese"), max_length=120)
    title_en = models.CharField(_("job title in English"), max_length=120, blank=True)
    title_ur = models.CharField(_("job title in Urdu"), max_length=120, blank=True)
    duties_ja = models.TextField(_("duties in Japanese"), max_length=4000, blank=True)
    duties_en = models.TextField(_("duties in English"), max_length=4000, blank=True)
    requirements_ja = models.TextField(_("requirements in Japanese"), max_length=4000, blank=True)
    requirements_en = models.TextField(_("requirements in English"), max_length=4000, blank=True)
    skills = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("skills"))

    contract_kind = models.CharField(_("contract"), max_length=12, choices=Contract.choices, blank=True)
    contract_ends_on = models.DateField(_("contract ends on"), null=True, blank=True)
    renewal_kind = models.CharField(_("is the contract renewed?"), max_length=12, choices=Renewal.choices, blank=True)
    renewal_criteria = models.CharField(_("renewal: criteria and caps"), max_length=400, blank=True)
    renewal_criteria_en = models.CharField(_("renewal: criteria and caps, in English"), max_length=400, blank=True)
    renewal_limit_years = models.PositiveSmallIntegerField(_("longest time in all, years"), null=True, blank=True)
    renewal_limit_times = models.PositiveSmallIntegerField(_("most renewals"), null=True, blank=True)

    prefecture = models.ForeignKey(
        Prefecture, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("prefecture of the workplace"), related_name="+"
    )
    workplace_address = models.CharField(_("address of the workplace"), max_length=240, blank=True)
    workplace_address_en = models.CharField(_("address of the workplace in Latin letters"), max_length=240, blank=True)
    workplace_change_range = models.CharField(_("how far the workplace may change"), max_length=400, blank=True)
    workplace_change_range_en = models.CharField(_("how far the workplace may change, in English"), max_length=400, blank=True)

    pay_unit = models.CharField(_("pay is"), max_length=8, choices=PayUnit.choices, default=PayUnit.MONTH)
    base_pay = models.PositiveIntegerField(_("base pay in yen, without fixed overtime"), null=True, blank=True)
    counted_allowances = models.PositiveIntegerField(_("allowances that count for the minimum wage, yen a month"), default=0)
    excluded_allowances = models.PositiveIntegerField(_("commuting, family and attendance allowances, yen a month"), default=0)
    allowances_note = models.CharField(_("what the allowances are"), max_length=400, blank=True)
    allowances_note_en = models.CharField(_("what the allowances are, in English"), max_length=400, blank=True)
    fixed_overtime_pay = models.PositiveIntegerField(_("fixed overtime pay, yen a month"), default=0)
    fixed_overtime_hours = models.PositiveSmallIntegerField(_("hours covered by it"), default=0)
    fixed_overtime_excess_paid = models.BooleanField(_("work beyond these hours is paid extra"), default=False)
    take_home_pay = models.PositiveIntegerField(
        _("about what is left after tax and insurance, yen a month (your estimate)"), null=True, blank=True
    )
    certain_bonus = models.PositiveIntegerField(_("bonus that is certain, yen a year"), null=True, blank=True)
    utilities_deducted = models.PositiveIntegerField(_("light, heat and water taken from the pay, yen a month"), null=True, blank=True)
    meals_deducted = models.PositiveIntegerField(_("meals taken from the pay, yen a month"), null=True, blank=True)
    deductions_note = models.CharField(_("other deductions that are agreed in writing"), max_length=400, blank=True)
    deductions_note_en = models.CharField(_("other deductions, in English"), max_length=400, blank=True)

    is_dispatch = models.BooleanField(_("is it dispatch work?"), null=True, blank=True, choices=SAID)
    dispatch_client = models.CharField(_("where, and who gives orders"), max_length=200, blank=True)
    dispatch_client_en = models.CharField(_("where, and who gives orders, in English"), max_length=200, blank=True)
    smoking = models.CharField(_("measures against passive smoking"), max_length=16, choices=Smoking.choices, blank=True)

    visa_routes = ArrayField(models.CharField(max_length=12, choices=ROUTES), default=list, blank=True, verbose_name=_("visa routes"))
    field = models.ForeignKey(SswField, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("SSW field"), related_name="+")
    japanese_level = models.CharField(_("Japanese"), max_length=2, choices=JAPANESE_LEVELS, blank=True)
    english_level = models.CharField(_("English"), max_length=2, choices=ENGLISH_LEVELS, blank=True)
    ssw_work = models.CharField(_("kind of work in the field"), max_length=16, choices=SSW_WORK, blank=True)
    is_person_facing = models.BooleanField(_("mainly talks with people in Japanese?"), null=True, blank=True, choices=SAID)
    is_english_enough = models.BooleanField(_("English is enough at work"), default=False)
    welcomes_new_graduates = models.BooleanField(_("new graduates are welcome"), default=False)
    pr_ja = models.TextField(_("why work with you, in Japanese"), max_length=1500, blank=True)
    pr_en = models.TextField(_("why work with you, in English"), max_length=1500, blank=True)
    interview_rounds = models.PositiveSmallIntegerField(_("rounds of interviews"), null=True, blank=True)
    has_technical_test = models.BooleanField(_("is there a technical test?"), null=True, blank=True, choices=SAID)
    has_interpreter = models.BooleanField(_("is an interpreter there?"), null=True, blank=True, choices=SAID)
    answer_within_days = models.PositiveSmallIntegerField(_("you answer within how many days"), null=True, blank=True)
    english_of = models.JSONField(default=dict, blank=True, editable=False)  # source field: fingerprint that its English was made from
    is_entered_by_agency = models.BooleanField(default=False, editable=False)  # until the employer sends it
    confirmed_on = models.DateField(null=True, editable=False)  # the employer said: still open, still true
    confirm_asked_on = models.DateField(null=True, editable=False)
    discarded_at = models.DateTimeField(null=True, editable=False)  # thrown away, and for a while brought back with a click
    search_terms = models.TextField(editable=False, default="", blank=True)  # written by jobs/search.py
    search = models.GeneratedField(
        expression=models.Func(SearchVector("search_terms", config="simple"), function="strip"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    seats_taken = models.PositiveSmallIntegerField(default=0, editable=False)
    starts_on = models.DateField(_("planned start"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    no_fee_declared = models.BooleanField(_("we take no fee, deposit or guarantor from the worker"), default=False)
    equal_pay_declared = models.BooleanField(_("the pay equals that of a Japanese person in the same work"), default=False)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        constraints = [
            models.CheckConstraint(
                name="vacancy_public_has_date",
                condition=~Q(state__in=["published", "paused"]) | Q(published_at__isnull=False, closes_on__isnull=False),
            ),
            models.CheckConstraint(
                name="vacancy_public_has_demand", condition=~Q(state__in=["published", "paused"]) | Q(demand_letter__isnull=False)
            ),
            models.CheckConstraint(
                name="vacancy_public_asks_no_fee",
                condition=~Q(state__in=["submitted", "vetted", "published", "paused"]) | Q(no_fee_declared=True),
            ),
            models.CheckConstraint(name="vacancy_thrown_away_is_draft", condition=Q(discarded_at=None) | Q(state="draft")),
            models.CheckConstraint(name="vacancy_is_never_over_filled", condition=Q(seats_taken__lte=F("seats"))),
            models.CheckConstraint(name="vacancy_has_seats", condition=Q(seats__gte=1)),
        ]
        indexes = [
            models.Index(F("published_at").desc(), F("id").desc(), name="vacancy_open_newest", condition=Q(state="published")),
            models.Index(
                fields=["id"], name="vacancy_lost", condition=Q(state__in=[str(s) for s in VACANCY_OWNERS]) & (Q(owner="") | Q(due_on=None))
            ),
            # Only open jobs are searched, and a search must not walk what a bulk of writes left to be sorted in later.
            GinIndex(fields=["search"], name="vacancy_open_search", condition=Q(state="published"), fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every save keeps the words by which the vacancy is found."""
        self.search_terms = terms(*self.search_texts())
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_terms"}
        super().save(*args, **kwargs)

    def write_search_terms(self) -> int:
        """The words by which it is found, after something that it points to changed; 1 if the row is there."""
        self.search_terms = terms(*self.search_texts())
        return type(self).objects.filter(pk=self.pk).update(search_terms=self.search_terms)

    def search_texts(self, named: Mapping[str, Iterable[str]] | None = None) -> list[str]:
        """All that the search looks at: its own words, its skills by every name, company, place and field in three languages."""
        own = [f"{name}_{language}" for name in ("title", "duties", "requirements", "pr") for language in ("en", "ja")]
        texts = [self.reference, self.title_ur, *(getattr(self, name) for name in own), *self.skills]
        texts += [self.employer.name_ja, self.employer.name_en]
        texts += [name for place in (self.prefecture, self.field) if place for name in (place.name_en, place.name_ja, place.name_ur)]
        if named is not None:
            texts += [text for code, words in named.items() for text in (skill_mark(code), *words)]
        elif self.pk:
            texts += [
                text for code, word in self.wanted_skills.values_list("skill", "skill__words__word") for text in (skill_mark(code), word)
            ]
        return [text for text in texts if text]

    def skills_wanted(self) -> list[Any]:
        """The skills it asks for, each with its names; no query where they were read before."""
        rows = self.wanted_skills.all() if "wanted_skills" in self.__dict__.get("_prefetched_objects_cache", {}) else None
        return _wanted(self.pk) if rows is None else list(rows)

    def owner_of(self, state: str) -> str:
        """By the table; while it is public, Inter-SES has it as long as a change waits."""
        waits = state in LIVE and self.pk and self.versions.filter(state="proposed").exists()
        return "inter_ses" if waits else super().owner_of(state)

    @property
    def title(self) -> str:
        """The title in the reader's language, else English, else Japanese."""
        return {"ja": self.title_ja, "ur": self.title_ur}.get(get_language() or "en") or self.title_en or self.title_ja

    @property
    def seats_left(self) -> int:
        return self.seats - self.seats_taken

    def get_absolute_url(self) -> str:
        return address_of(self.public_id, get_language())


_wanted = Prepared(
    lambda vacancy: Vacancy.wanted_skills.rel.related_model.objects.filter(vacancy=vacancy).select_related("skill"),  # type: ignore[attr-defined]
    NUMBER,
)


@lru_cache(maxsize=10_000)
def address_of(public_id: uuid.UUID, _language: str | None) -> str:
    """Where the page of a vacancy is, kept: lists are full of them."""
    return reverse("jobs:detail", args=[public_id])


class Remark(models.Model):
    """What a reviewer wants changed in one field of a returned vacancy."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="remarks")
    field = models.CharField(max_length=40)
    text = models.CharField(max_length=600)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]
