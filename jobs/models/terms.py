"""The terms of work that a company enters once and a vacancy takes over: hours, holidays, insurance, probation, leaving, housing."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

SAID = [(True, _("Yes")), (False, _("No"))]
SUPPORT = [
    ("airport", _("somebody meets you at the airport")),
    ("papers", _("help with city office, bank and phone")),
    ("japanese", _("Japanese lessons paid by the company")),
    ("home_visit", _("flight home paid once a year")),
    ("prayer", _("room and time for prayer")),
    ("halal", _("halal food nearby or at work")),
    ("family", _("help to bring the family")),
]
WORK_LANGUAGES = [
    ("", _("not said")), ("ja", _("Japanese")), ("ja_en", _("Japanese and English")), ("en", _("English")),
]  # fmt: skip


class Smoking(models.TextChoices):
    NONE = "none", _("no measures")
    INDOOR_BAN = "indoor_ban", _("no smoking indoors")
    SMOKING_ROOM = "smoking_room", _("smoking room only")
    OUTDOOR_ONLY = "outdoor_only", _("smoking outdoors only")


class Terms(models.Model):
    """Columns shared by a company's usual terms and each vacancy, by the same names. Japanese text; `_en` is its English."""

    class Hours(models.TextChoices):
        FIXED = "", _("fixed hours")
        DISCRETIONARY = "discretionary", _("discretionary work")
        FLEXTIME = "flextime", _("flexible hours")
        SHIFTS = "shifts", _("shifts")

    class Remote(models.TextChoices):
        NO = "no", _("no work from home")
        PARTLY = "partly", _("partly from home")
        FULLY = "fully", _("from home")

    class Housing(models.TextChoices):
        NONE = "none", _("the worker finds a flat")
        HELP = "help", _("the company helps to find a flat and stands in as guarantor")
        RENTED = "rented", _("the company rents a flat for the worker")
        DORMITORY = "dormitory", _("company dormitory")

    duties_change_range = models.CharField(_("how far the duties may change"), max_length=400, blank=True)
    duties_change_range_en = models.CharField(_("how far the duties may change, in English"), max_length=400, blank=True)
    probation_months = models.PositiveSmallIntegerField(_("probation in months (0 = none)"), null=True, blank=True)
    probation_conditions = models.CharField(_("conditions during probation, where different"), max_length=400, blank=True)
    probation_conditions_en = models.CharField(_("conditions during probation, in English"), max_length=400, blank=True)
    starts_at = models.TimeField(_("work begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("work ends at"), null=True, blank=True)
    hours_system = models.CharField(_("system of hours"), max_length=16, choices=Hours.choices, blank=True)
    break_minutes = models.PositiveSmallIntegerField(_("break in minutes"), null=True, blank=True)
    daily_hours = models.DecimalField(_("working hours a day"), max_digits=4, decimal_places=2, null=True, blank=True)
    yearly_hours = models.PositiveIntegerField(_("scheduled hours a year"), null=True, blank=True)
    holidays = models.CharField(_("days off"), max_length=400, blank=True)
    holidays_en = models.CharField(_("days off, in English"), max_length=400, blank=True)
    annual_holidays = models.PositiveSmallIntegerField(_("days off a year"), null=True, blank=True)
    has_overtime = models.BooleanField(_("is there overtime?"), null=True, blank=True, choices=SAID)
    overtime_hours = models.PositiveSmallIntegerField(_("overtime hours a month on average"), null=True, blank=True)
    remote_work = models.CharField(_("work from home"), max_length=8, choices=Remote.choices, blank=True)
    work_language = models.CharField(_("language of work"), max_length=8, choices=WORK_LANGUAGES, blank=True)
    bonus = models.CharField(_("bonus"), max_length=200, blank=True)
    bonus_en = models.CharField(_("bonus, in English"), max_length=200, blank=True)
    raises = models.CharField(_("pay rises"), max_length=200, blank=True)
    raises_en = models.CharField(_("pay rises, in English"), max_length=200, blank=True)
    pay_day = models.CharField(_("closing day, pay day and way of payment"), max_length=200, blank=True)
    pay_day_en = models.CharField(_("closing day, pay day and way of payment, in English"), max_length=200, blank=True)
    insurance_health = models.BooleanField(_("health insurance"), null=True, blank=True, choices=SAID)
    insurance_pension = models.BooleanField(_("employees' pension"), null=True, blank=True, choices=SAID)
    insurance_employment = models.BooleanField(_("employment insurance"), null=True, blank=True, choices=SAID)
    insurance_accident = models.BooleanField(_("accident insurance"), null=True, blank=True, choices=SAID)
    retirement_age = models.PositiveSmallIntegerField(_("retirement age of the company"), null=True, blank=True)
    rehired_until = models.PositiveSmallIntegerField(_("employed again until the age of"), null=True, blank=True)
    has_retirement_pay = models.BooleanField(_("is there retirement pay?"), null=True, blank=True, choices=SAID)
    leaving = models.CharField(_("leaving and dismissal"), max_length=600, blank=True)
    leaving_en = models.CharField(_("leaving and dismissal, in English"), max_length=600, blank=True)
    housing_kind = models.CharField(_("who finds the home"), max_length=12, choices=Housing.choices, blank=True)
    housing = models.CharField(_("housing"), max_length=400, blank=True)
    housing_en = models.CharField(_("housing, in English"), max_length=400, blank=True)
    rent_deducted = models.PositiveIntegerField(_("rent taken from the pay, yen a month"), null=True, blank=True)
    support = ArrayField(
        models.CharField(max_length=12, choices=SUPPORT), default=list, blank=True, verbose_name=_("what you do for people from abroad")
    )

    class Meta:
        abstract = True
