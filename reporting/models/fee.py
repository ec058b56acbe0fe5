"""What Inter-SES charges employers for a placement, and gives back (手数料管理簿). Rows are never changed, only corrected by others."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from applications.models import Application
from jobs.models import Employer

LEDGER_READERS = (Role.INTER_SES, Role.AUDITOR)


class FeeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "FeeQuerySet":
        """Inter-SES's own books, and the auditor."""
        return self if user.role in LEDGER_READERS else self.none()

    def standing(self) -> "FeeQuerySet":
        """Those that no later row corrects or takes away."""
        return self.filter(corrected_by=None, is_void=False)


class Fee(models.Model):
    """Paid by an employer, never by a candidate (domain.md N1): there is no column for anybody else."""

    class Kind(models.TextChoices):
        PLACEMENT = "placement", _("placement fee")
        RECEPTION = "reception", _("fee for receiving the vacancy")
        REFUND = "refund", _("refund to the employer")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+", verbose_name=_("employer who pays"))
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("application")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PLACEMENT)
    amount = models.PositiveIntegerField(_("amount in yen, with tax"))
    basis = models.CharField(_("how it was calculated"), max_length=200)
    charged_on = models.DateField(_("day of the payment"))
    invoice = models.CharField(_("invoice number"), max_length=40)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="corrected_by", verbose_name=_("corrects")
    )
    is_void = models.BooleanField(_("the corrected entry was a mistake"), default=False)
    why = models.CharField(_("why it is corrected"), max_length=200, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FeeQuerySet.as_manager()

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        ordering = ["-charged_on", "-id"]
        constraints = [
            models.CheckConstraint(name="fee_is_an_amount", condition=Q(amount__gte=1)),
            models.CheckConstraint(name="fee_of_placement_names_it", condition=Q(kind="reception") | Q(application__isnull=False)),
            models.CheckConstraint(
                name="fee_correction_says_why",
                condition=Q(corrects=None, why="", is_void=False) | (Q(corrects__isnull=False) & ~Q(why="")),
            ),
            models.CheckConstraint(name="fee_corrects_another", condition=Q(corrects=None) | ~Q(corrects=F("id"))),
        ]
        indexes = [models.Index(fields=["-charged_on", "-id"], name="fee_by_day")]

    def __str__(self) -> str:
        return self.invoice
