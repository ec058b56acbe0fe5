"""A company that Inter-SES speaks with before it has an account."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.contact import plain
from accounts.models import User
from accounts.roles import Role
from jobs.models import Employer, Prefecture
from outreach.names import plain_name
from outreach.states import LEAD_STEPS, OPEN, LeadState
from outreach.words import SOURCES, STAGES
from vault.fields import BlindIndexField, EncryptedField
from workflow.clock import local_day
from workflow.models import Stateful

LIVES = timedelta(days=30)
READERS = (Role.INTER_SES, Role.AUDITOR)


def japan_today() -> date:
    """The day where Inter-SES works."""
    return local_day(timezone.now(), "inter_ses")


def canonical_email(text: str) -> str:
    """One spelling of an address."""
    return plain(text).replace(" ", "").lower()


class LeadQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "LeadQuerySet":
        """Inter-SES works with leads, the auditor reads them, nobody else knows of them."""
        return self if user.role in READERS else self.none()

    def open(self) -> "LeadQuerySet":
        return self.filter(state__in=OPEN)

    def late(self, today: date) -> "LeadQuerySet":
        """The day of the next step is past."""
        return self.open().filter(next_on__lt=today)

    def says(self, text: str) -> "LeadQuerySet":
        """Those whose name holds the text, or whose number or contact address it is."""
        typed = plain(text)
        if "@" in typed:
            return self.filter(Lead._meta.get_field("email_index").matching(typed))
        key = plain_name(typed)
        by_name = Q(name_ja__icontains=typed) | Q(name_en__icontains=typed)
        if key:
            by_name |= Q(key_ja__contains=key) | Q(key_en__contains=key) | Q(corporate_number__startswith=key[:13])
        return self.filter(by_name)


class Lead(Stateful):
    """Who it is, whom we speak with, how far we are, what comes next and who does it. Contact data is sealed."""

    KIND, STEPS = "lead", LEAD_STEPS

    state = models.CharField(
        _("stage"), max_length=16, choices=[(s.value, s.value) for s in LeadState], default=LeadState.FOUND, editable=False
    )
    name_ja = models.CharField(_("name in Japanese"), max_length=160, blank=True)
    name_en = models.CharField(_("name in Latin letters"), max_length=160, blank=True)
    key_ja = models.CharField(max_length=160, blank=True, editable=False)
    key_en = models.CharField(max_length=160, blank=True, editable=False)
    corporate_number = models.CharField(_("corporate number"), max_length=13, blank=True)
    prefecture = models.ForeignKey(
        Prefecture, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("prefecture"), related_name="+"
    )
    website = models.URLField(_("website"), blank=True)
    source = models.CharField(_("how we found it"), max_length=12, choices=SOURCES, blank=True)
    source_note = models.CharField(_("more on how we found it"), max_length=200, blank=True)
    contact_name = EncryptedField(_("contact person"), null=True, blank=True, max_length=120)
    contact_email = EncryptedField(_("e-mail of the contact person"), null=True, blank=True, max_length=254)
    contact_phone = EncryptedField(_("phone of the contact person"), null=True, blank=True, max_length=40)
    email_index = BlindIndexField(source="contact_email", canonical=canonical_email)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("day of the next step"), null=True, blank=True)
    responsible = models.ForeignKey(User, on_delete=models.PROTECT, verbose_name=_("who does it"), related_name="+")
    employer = models.OneToOneField(Employer, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    contact_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        constraints = [
            models.CheckConstraint(name="lead_has_a_name", condition=~Q(name_ja="") | ~Q(name_en="")),
            models.CheckConstraint(name="lead_number_has_13_digits", condition=Q(corporate_number__regex=r"^([0-9]{13})?$")),
            models.CheckConstraint(name="lead_next_step_has_words", condition=Q(next_on=None) | ~Q(next_step="")),
        ]
        indexes = [
            models.Index(fields=["state", "next_on", "id"], name="lead_by_stage"),
            models.Index(fields=["corporate_number"], name="lead_by_number", condition=~Q(corporate_number="")),
            models.Index(fields=["email_index"], name="lead_by_email"),
        ]

    def __str__(self) -> str:
        return (self.name_ja if get_language() == "ja" else self.name_en) or self.name_ja or self.name_en

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The keys by which doubles are found follow the names."""
        self.key_ja, self.key_en = plain_name(self.name_ja)[:160], plain_name(self.name_en)[:160]
        super().save(*args, **kwargs)

    @property
    def tag(self) -> tuple[str, str, object]:
        return STAGES[self.state]

    @property
    def is_late(self) -> bool:
        """Whether the next step should have been done before today."""
        return self.state in OPEN and self.next_on is not None and self.next_on < japan_today()

    def get_absolute_url(self) -> str:
        return reverse("admin:desk_lead", args=[self.public_id])


class LeadNote(models.Model):
    """What was said or done, once written never changed; the database refuses it."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(_("note"), max_length=2000)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.lead_id}.{self.pk}"


class LeadInvitation(models.Model):
    """A personal link to register the company, good once and for thirty days; only its digest is kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="invitations")
    language = models.CharField(max_length=2, default="ja")
    token_hash = models.BinaryField(max_length=32, unique=True, editable=False)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.created_at:%Y-%m-%d}"

    @property
    def is_good(self) -> bool:
        """Whether the link opens the sign-up now."""
        return self.used_at is None and self.expires_at > timezone.now()
