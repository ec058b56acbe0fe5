"""The demand letter: what an employer asks of OEC, attested by an authority."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS, Role
from jobs.models.employer import Employer
from jobs.states import DEMAND_OWNERS, DEMAND_STEPS, DEMAND_TERMS, DemandState
from vault.models import StoredFile
from workflow.models import Stateful


class DemandQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "DemandQuerySet":
        if user.role in READERS:
            return self
        return self.filter(employer__party__in=user.parties()) if user.role == Role.EMPLOYER else self.none()


class DemandLetter(Stateful):
    """Covers one or more vacancies of an employer; the sum of their seats never exceeds its seats (a trigger says so too)."""

    KIND, STEPS, OWNERS, TERMS = "demand", DEMAND_STEPS, DEMAND_OWNERS, DEMAND_TERMS
    COMPANY = "employer__party_id"

    class Authority(models.TextChoices):
        PK_EMBASSY = "pk_embassy", _("Embassy of Pakistan in Tokyo")
        JP_MOFA = "jp_mofa", _("Ministry of Foreign Affairs of Japan")
        JP_EMBASSY = "jp_embassy", _("Embassy of Japan in Pakistan")

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="demand_letters")
    state = models.CharField(
        _("state"), max_length=16, choices=[(s.value, s.value) for s in DemandState], default=DemandState.DRAFTED, editable=False
    )
    seats = models.PositiveSmallIntegerField(_("seats"))
    number = models.CharField(_("number"), max_length=40, blank=True)
    authority = models.CharField(_("attested by"), max_length=12, choices=Authority.choices, blank=True)
    attested_on = models.DateField(_("attested on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("attested scan"))

    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("demand letter")
        verbose_name_plural = _("demand letters")
        constraints = [
            models.CheckConstraint(name="demand_has_seats", condition=Q(seats__gte=1)),
            models.CheckConstraint(
                name="demand_attested_is_complete",
                condition=~Q(state__in=[DemandState.ATTESTED, DemandState.ENTERED])
                | (~Q(number="") & ~Q(authority="") & Q(attested_on__isnull=False) & Q(valid_until__gte=F("attested_on"))),
            ),
            models.UniqueConstraint(fields=["number"], name="demand_number_once", condition=~Q(number="")),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.employer} ({self.seats})"
