"""Reference data of Japan: prefectures, minimum wages and Specified Skilled Worker fields, each with the day from which it holds."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Prefecture(models.Model):
    """One of the 47 (JIS X 0401)."""

    code = models.CharField(max_length=2, primary_key=True)
    name_en = models.CharField(max_length=40)
    name_ja = models.CharField(max_length=8)
    name_kana = models.CharField(max_length=20)
    name_ur = models.CharField(max_length=40, blank=True)
    region_en = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("prefecture")
        verbose_name_plural = _("prefectures")
        ordering = ["code"]

    def __str__(self) -> str:
        return {"ja": self.name_ja, "ur": self.name_ur}.get(get_language() or "en") or self.name_en


class MinimumWage(models.Model):
    """Yen an hour in a prefecture from a day on; several rows a prefecture (domain.md 2.4)."""

    prefecture = models.ForeignKey(Prefecture, on_delete=models.PROTECT, related_name="minimum_wages")
    valid_from = models.DateField()
    yen_per_hour = models.PositiveIntegerField()
    is_provisional = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("minimum wage")
        verbose_name_plural = _("minimum wages")
        ordering = ["prefecture", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["prefecture", "valid_from"], name="minimum_wage_once_per_day")]

    def __str__(self) -> str:
        return f"{self.prefecture_id} {self.valid_from} {self.yen_per_hour}"


class SswField(models.Model):
    """A Specified Skilled Worker field by cabinet decision (domain.md 1.3)."""

    code = models.CharField(max_length=32, primary_key=True)
    order = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=80)
    name_ja = models.CharField(max_length=40)
    name_ur = models.CharField(max_length=80, blank=True)
    skill_test_ja = models.CharField(max_length=80, blank=True)
    japanese_min = models.CharField(max_length=120, blank=True)
    extra_japanese_test = models.CharField(max_length=80, blank=True)
    fee_placement_allowed = models.BooleanField()
    dispatch_allowed = models.BooleanField()

    class Meta:
        verbose_name = _("SSW field")
        verbose_name_plural = _("SSW fields")
        ordering = ["order"]

    def __str__(self) -> str:
        return {"ja": self.name_ja, "ur": self.name_ur}.get(get_language() or "en") or self.name_en


class FieldOpening(models.Model):
    """Whether a field takes people from abroad, from a day on: a switch by date, never code (domain.md 0.5, N12)."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SUSPENDED = "suspended", _("suspended")
        NOT_OPEN = "decided_not_open", _("decided, not yet open")

    field = models.ForeignKey(SswField, on_delete=models.PROTECT, related_name="openings")
    valid_from = models.DateField()
    state = models.CharField(max_length=20, choices=State.choices)

    class Meta:
        verbose_name = _("opening of a field")
        verbose_name_plural = _("openings of fields")
        ordering = ["field", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["field", "valid_from"], name="field_opening_once_per_day")]

    def __str__(self) -> str:
        return f"{self.field_id} {self.valid_from} {self.state}"


class ExchangeRate(models.Model):
    """Pakistani rupees for one yen, from a day on; shown with its day, never used to decide anything."""

    valid_from = models.DateField(_("from"), unique=True)
    rupees_per_yen = models.DecimalField(_("rupees for one yen"), max_digits=9, decimal_places=4)
    source = models.CharField(_("source"), max_length=120)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["-valid_from"]
        constraints = [models.CheckConstraint(name="exchange_rate_is_positive", condition=models.Q(rupees_per_yen__gt=0))]

    def __str__(self) -> str:
        return f"{self.valid_from} {self.rupees_per_yen}"
