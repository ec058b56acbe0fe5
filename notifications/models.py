"""Messages: one per event, person and channel; each attempt to deliver one is a row of its own."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow.models import Entry

LEASE = timedelta(seconds=30)


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "MessageQuerySet":
        """Everybody reads the own messages only; codes are never shown in the inbox."""
        return self.filter(recipient=user).exclude(template__startswith=Message.CODES)

    def inbox(self) -> "MessageQuerySet":
        """What is read on the site, newest first."""
        return self.filter(channel=Message.Channel.INBOX).order_by("-created_at", "-pk")

    def due(self) -> "MessageQuerySet":
        """To be handed to a worker now: waiting, and not handed out a moment ago."""
        now = timezone.now()
        return self.filter(Q(handed_until=None) | Q(handed_until__lt=now), state__in=Message.TO_SEND, due_at__lte=now)

    def in_hand(self) -> "MessageQuerySet":
        """Handed out a moment ago and not finished yet."""
        return self.filter(state__in=[*Message.TO_SEND, Message.State.LEASED], handed_until__gte=timezone.now())


class Message(models.Model):
    """One letter to one person on one channel. The in-app message is the row itself, visible at commit."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        INBOX = "inbox", _("inbox")

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        LEASED = "leased", _("being sent")
        RETRY = "retry_wait", _("will be tried again")
        SENT = "sent", _("sent")
        UNKNOWN = "unknown", _("not known whether sent")
        DEAD = "dead", _("given up")
        EXPIRED = "expired", _("too late to send")
        CANCELLED = "cancelled", _("not needed any more")

    TO_SEND = (State.PENDING, State.RETRY, State.UNKNOWN)
    CODES = "code_"  # letters of this name carry a code or a key: never in the inbox, blanked when they are over

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    template = models.CharField(_("letter"), max_length=40)
    language = models.CharField(max_length=2, default="en")
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=160, blank=True)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(max_length=200, blank=True)
    is_critical = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PENDING, db_index=True)
    due_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    handed_until = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    token = models.UUIDField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    provider_ref = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "recipient", "channel", "template"],
                name="message_once_per_event_person_channel",
                condition=Q(entry__isnull=False),
            ),
            models.CheckConstraint(
                name="message_sent_has_proof", condition=~Q(state="sent") | (Q(sent_at__isnull=False) & ~Q(provider_ref=""))
            ),
            models.CheckConstraint(name="message_attempts_bounded", condition=Q(attempts__lte=12)),
        ]
        indexes = [
            models.Index(
                fields=["-is_critical", "due_at"], name="message_to_send", condition=Q(state__in=["pending", "retry_wait", "unknown"])
            ),
            models.Index(fields=["lease_until"], name="message_leased", condition=Q(state="leased")),
            models.Index(fields=["recipient", "-created_at", "-id"], name="message_inbox", condition=Q(channel="inbox")),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.channel})"

    @property
    def news(self) -> str:
        """The first paragraph after the greeting: what happened."""
        paragraphs = self.body.split("\n\n")
        return paragraphs[1] if len(paragraphs) > 1 else paragraphs[0]

    def crashes(self) -> int:
        """Calls in which a worker died."""
        return self.tries.filter(ended_at=None).count()

    def unclear_calls(self) -> int:
        """Calls to a provider whose end is not known: a worker died in it, or the line broke after the text had left."""
        return self.tries.filter(Q(ended_at=None) | Q(outcome=Message.State.UNKNOWN)).count()


class Attempt(models.Model):
    """One call to a provider; begun without a result means that a worker died in it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="tries")
    token = models.UUIDField()
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["begun_at"]

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M:%S}"
