"""The company that hires."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Party, User
from accounts.roles import READERS, Role
from jobs.models.standards import Prefecture
from jobs.models.terms import SAID
from jobs.states import EMPLOYER_OWNERS, EMPLOYER_STEPS, EmployerState
from workflow.models import Stateful


class EmployerQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "EmployerQuerySet":
        """The desk's readers see every company, an employer its own, nobody else any."""
        if user.role in READERS:
            return self
        return self.filter(party__in=user.parties()) if user.role == Role.EMPLOYER else self.none()


class Employer(Stateful):
    """A company in Japan, known by its corporate number; verified by Inter-SES before anything of it is published."""

    KIND, STEPS, OWNERS = "employer", EMPLOYER_STEPS, EMPLOYER_OWNERS

    class Category(models.IntegerChoices):
        ONE = 1, _("1: listed company, public body")
        TWO = 2, _("2: withholding tax of 10 million yen or more")
        THREE = 3, _("3: report filed, below 10 million yen")
        FOUR = 4, _("4: everyone else")

    class Checked(models.TextChoices):
        EXISTENCE = "existence", _("the company exists: register of corporate numbers, telephone, office")
        JOB_OFFERS = "job_offers", _("its declaration on the grounds to refuse job offers (Employment Security Act 5-6)")
        CRIME_TIES = "crime_ties", _("its declaration on organised crime")

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=16, choices=[(s.value, s.value) for s in EmployerState], default=EmployerState.REGISTERED, editable=False
    )
    corporate_number = models.CharField(_("corporate number"), max_length=13, unique=True)
    name_ja = models.CharField(_("name in Japanese"), max_length=160)
    name_kana = models.CharField(_("name in kana"), max_length=160, blank=True)
    name_en = models.CharField(_("name in Latin letters"), max_length=160)
    prefecture = models.ForeignKey(Prefecture, on_delete=models.PROTECT, verbose_name=_("prefecture"), related_name="+")
    postal_code = models.CharField(_("postal code"), max_length=8, blank=True)
    address = models.CharField(_("address"), max_length=240)
    address_en = models.CharField(_("address in Latin letters"), max_length=240, blank=True)
    representative_ja = models.CharField(_("representative, in Japanese"), max_length=120, blank=True)
    representative_en = models.CharField(_("representative, in Latin letters"), max_length=120, blank=True)
    representative_title = models.CharField(_("title of the representative"), max_length=80, blank=True)
    industry = models.CharField(_("industry"), max_length=120)
    employees = models.PositiveIntegerField(_("number of employees"), null=True, blank=True)
    category = models.PositiveSmallIntegerField(
        _("category for the Immigration Services Agency"), choices=Category.choices, null=True, blank=True
    )
    is_listed = models.BooleanField(_("listed on a stock exchange in Japan, or a public body?"), null=True, blank=True, choices=SAID)
    paid_much_tax = models.BooleanField(
        _("income tax withheld from salaries last year: 10 million yen or more?"), null=True, blank=True, choices=SAID
    )
    filed_tax_report = models.BooleanField(
        _("handed in the table of withholding records of last year?"), null=True, blank=True, choices=SAID
    )
    dispatch_licence = models.CharField(_("licence number for dispatching workers"), max_length=20, blank=True)
    dispatch_licence_until = models.DateField(_("licence valid until"), null=True, blank=True)
    about_ja = models.TextField(_("about the company, in Japanese"), max_length=1500, blank=True)
    about_en = models.TextField(_("about the company, in English"), max_length=1500, blank=True)
    job_offers_lawful_on = models.DateField(_("declared: no ground to refuse our job offers"), null=True, blank=True)  # ESA 5-6
    no_crime_ties_on = models.DateField(_("declared: no ties to organised crime"), null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(null=True, editable=False)  # median, from five answers on (jobs page, numbers)
    website = models.URLField(_("website"), blank=True)
    point_items = ArrayField(  # ORG_* , GROWTH and INVEST_MGMT of candidates/data/hsp_points.csv, confirmed by Inter-SES
        models.CharField(max_length=16), default=list, blank=True, verbose_name=_("items that give Highly Skilled points")
    )
    verified_checks = ArrayField(
        models.CharField(max_length=16, choices=Checked.choices), default=list, blank=True, verbose_name=_("what was checked")
    )
    verified_how = models.CharField(_("how it was checked"), max_length=400, blank=True)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = _("employer")
        verbose_name_plural = _("employers")
        ordering = ["name_en"]
        constraints = [
            models.CheckConstraint(name="employer_verified_says_how", condition=~Q(state=EmployerState.VERIFIED) | ~Q(verified_how="")),
            models.CheckConstraint(
                name="employer_verified_was_checked",
                condition=~Q(state=EmployerState.VERIFIED) | Q(verified_checks__contains=["existence", "job_offers", "crime_ties"]),
            ),
            models.CheckConstraint(name="employer_number_has_13_digits", condition=Q(corporate_number__regex=r"^[0-9]{13}$")),
        ]

    def __str__(self) -> str:
        """In Japanese for Japanese readers, in Latin letters for the others."""
        return (self.name_ja if get_language() == "ja" else self.name_en) or self.name_ja or self.name_en

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Its vacancies are found by the new name as soon as it changes."""
        names = type(self).objects.filter(pk=self.pk).values_list("name_ja", "name_en").first() if self.pk else None
        super().save(*args, **kwargs)
        if names and names != (self.name_ja, self.name_en):
            for vacancy in self.vacancies.select_related("prefecture", "field"):
                vacancy.write_search_terms()

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("employer:company")
