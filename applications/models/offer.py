"""An offer on written conditions (Labour Standards Act 15; N10). Inter-SES sees it one working day first; silence is assent."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from applications.models.application import Application
from applications.models.interview import OfApplication
from vault.models import StoredFile


class OfferQuerySet(OfApplication):
    def visible_to(self, user: User) -> "OfferQuerySet":
        """As the application; a candidate learns of an offer when it is made, not before."""
        rows = super().visible_to(user)
        return rows.filter(state=Offer.State.MADE) if user.role == Role.CANDIDATE else rows

    def standing(self) -> "OfferQuerySet":
        """Offers that a candidate may get or has got."""
        return self.filter(state__in=["proposed", "made"])

    def proposed(self) -> "OfferQuerySet":
        """Offers that Inter-SES may still object to."""
        return self.filter(state="proposed")


class Offer(models.Model):
    """Written conditions as the employer set them, beside what was advertised."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Inter-SES is looking")
        OBJECTED = "objected", _("Inter-SES asks for a change")
        MADE = "made", _("made")
        RESCINDED = "rescinded", _("taken back")
        LAPSED = "lapsed", _("ended with the application")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED, editable=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    typed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=16, blank=True)
    contract_term = models.CharField(_("contract term and renewal"), max_length=400)
    workplace = models.CharField(_("workplace and range of change"), max_length=400)
    duties = models.TextField(_("duties and range of change"), max_length=2000)
    hours = models.CharField(_("hours, breaks, overtime"), max_length=400)
    holidays = models.CharField(_("days off and leave"), max_length=400)
    base_pay = models.PositiveIntegerField(_("base pay, yen a month"))
    allowances = models.CharField(_("allowances and fixed overtime"), max_length=400)
    pay_day = models.CharField(_("closing day, pay day and way of payment"), max_length=200)
    raises = models.CharField(_("pay rises"), max_length=200, blank=True)
    bonus = models.CharField(_("bonus"), max_length=200, blank=True)
    retirement_pay = models.CharField(_("retirement pay"), max_length=200, blank=True)
    leaving = models.CharField(_("leaving and dismissal"), max_length=600)
    insurance = models.CharField(_("insurance"), max_length=200)
    starts_on = models.DateField(_("start"))
    answer_by = models.DateField(_("answer by"))
    document = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("your own notice of working conditions"),
    )
    objection = models.CharField(_("what should change"), max_length=1000, blank=True)
    proposed_at = models.DateTimeField(default=timezone.now)
    release_on = models.DateField(_("goes to the candidate on"))
    made_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(fields=["application"], name="offer_one_standing", condition=Q(state__in=["proposed", "made"])),
            models.CheckConstraint(name="offer_made_has_date", condition=~Q(state="made") | Q(made_at__isnull=False)),
        ]
        indexes = [models.Index(fields=["release_on", "proposed_at", "id"], name="offer_to_look_at", condition=Q(state="proposed"))]

    def __str__(self) -> str:
        return f"{self.application} {self.get_state_display()}"


class AcceptCode(models.Model):
    """The own code with which a candidate accepts: kept as a keyed hash, for a quarter of an hour and a few tries."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, editable=False)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    day = models.DateField()
    sends = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(name="acceptcode_tries_are_few", condition=Q(tries__lte=5))]
