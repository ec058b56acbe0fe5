"""The allowances of a vacancy, one row each; their sums stand in the vacancy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models.vacancy import Vacancy


class Allowance(models.Model):
    """Yen a month. The kind decides whether it counts for the minimum wage and for the overtime base (domain.md 2.4 and 2.5)."""

    class Kind(models.TextChoices):
        COMMUTING = "commuting", _("commuting")
        FAMILY = "family", _("family")
        ATTENDANCE = "attendance", _("full attendance")
        HOUSING = "housing", _("housing")
        POST = "post", _("post or duty")
        QUALIFICATION = "qualification", _("qualification or skill")
        REGION = "region", _("region")
        OTHER = "other", _("other, paid to everybody")

    EXCLUDED = (Kind.COMMUTING, Kind.FAMILY, Kind.ATTENDANCE)  # not counted for the minimum wage

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="allowances")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    yen = models.PositiveIntegerField(_("yen a month"))
    is_upper_limit = models.BooleanField(_("the real cost, up to this amount"), default=False)

    class Meta:
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "kind"], name="allowance_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.yen}"
