"""A year of the agency, from April to March in Japan, as the labour bureau asks for it; counted by a task."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reporting.models.fee import LEDGER_READERS


class AgencyYearQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "AgencyYearQuerySet":
        return self if user.role in LEDGER_READERS else self.none()


class AgencyYear(models.Model):
    """`counts`: code of the field ("" is IT and engineers) -> name of the figure -> number. Fees stand in their own rows."""

    year = models.PositiveSmallIntegerField(_("begins in April of"), primary_key=True)
    counts = models.JSONField(default=dict)
    counted_at = models.DateTimeField(_("counted"), null=True)
    asked_at = models.DateTimeField(_("asked to be counted again"), null=True)

    objects = AgencyYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("year of the agency")
        verbose_name_plural = _("years of the agency")

    def __str__(self) -> str:
        return str(self.year)
