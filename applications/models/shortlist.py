"""A shortlist that a company passes on by an expiring link, and a refused candidate's way to a like vacancy."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from applications.models.application import Application
from applications.models.interview import MARKS, OfApplication
from jobs.models import Employer, Vacancy


class ShortlistQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ShortlistQuerySet":
        """The company that made it, and Inter-SES."""
        return self.all() if user.role == Role.INTER_SES else self.filter(employer__in=Employer.objects.visible_to(user))

    def open(self) -> "ShortlistQuerySet":
        return self.filter(closed_at=None, expires_at__gt=timezone.now())

    def with_counts(self) -> "ShortlistQuerySet":
        """Each with `candidates` and `readers`."""
        return self.annotate(
            candidates=models.Count("applications", distinct=True), readers=models.Count("marks__by_name", distinct=True)
        ).order_by("-made_at", "-pk")


class Shortlist(models.Model):
    """Candidates without identity on one page, for a president who has no account; the link's secret is kept as a hash only."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="shortlists")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    message = models.CharField(_("message for the reader"), max_length=600, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("the link works until"))
    closed_at = models.DateTimeField(null=True, blank=True)
    applications = models.ManyToManyField(Application, related_name="shortlists")

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        verbose_name = _("shortlist")
        verbose_name_plural = _("shortlists")
        ordering = ["-made_at"]
        constraints = [models.CheckConstraint(name="shortlist_expires_later", condition=Q(expires_at__gt=F("made_at")))]

    def __str__(self) -> str:
        return f"{self.vacancy} {self.made_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether the link works now."""
        return self.closed_at is None and self.expires_at > timezone.now()


class ShortlistMark(models.Model):
    """What a reader of the link thinks of one candidate; the same name marks again by replacing."""

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="marks")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    by_name = models.CharField(_("your name"), max_length=60)
    mark = models.CharField(_("mark"), max_length=1, choices=MARKS)
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["shortlist", "application", "by_name"], name="shortlist_mark_once")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.mark}"


class ProposalQuerySet(OfApplication):
    def visible_to(self, user: User) -> "ProposalQuerySet":
        """As the application that ended; no company learns that its refused candidate is asked about another job."""
        return self.none() if user.role == Role.EMPLOYER else super().visible_to(user)

    def asked(self) -> "ProposalQuerySet":
        return self.filter(state="asked")


class Proposal(models.Model):
    """Inter-SES proposes a refused candidate for a like vacancy; nothing is sent before the candidate agrees."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for the candidate")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("declined")
        LAPSED = "lapsed", _("no answer in time")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="proposals")  # the one that ended
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED, editable=False)
    message = models.CharField(_("message to the candidate"), max_length=600, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    result = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # the new one

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal of another job")
        verbose_name_plural = _("proposals of other jobs")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["application", "vacancy"], name="proposal_once"),
            models.CheckConstraint(name="proposal_answered_has_date", condition=Q(state="asked") | Q(answered_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.application} > {self.vacancy_id}"
