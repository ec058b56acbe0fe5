"""People, the parties they act for, and the dated ties between them."""

import uuid
from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import DESK, READERS, PartyKind, Role
from accounts.states import SECOND_OWNERS, SECOND_STEPS, SecondState
from workflow.models import Stateful
from workflow.ranges import between

ROLE_NAMES = {
    Role.CANDIDATE: _("Candidate"),
    Role.EMPLOYER: _("Employer"),
    Role.OEC_OFFICER: _("OEC officer"),
    Role.OEC_SUPERVISOR: _("OEC supervisor"),
    Role.INTER_SES: _("Inter-SES reviewer"),
    Role.OPERATOR: _("Operator"),
    Role.AUDITOR: _("Auditor"),
}
PARTY_NAMES = {
    PartyKind.OEC: _("Overseas Employment Corporation"),
    PartyKind.INTER_SES: _("Inter-SES"),
    PartyKind.EMPLOYER: _("Employer"),
    PartyKind.TRAINING_CENTRE: _("Training centre"),
}
CONTACT_WAYS = [("", _("SMS, and e-mail where I gave one")), ("sms", _("SMS only")), ("email", _("e-mail only"))]


def today() -> date:
    """The UTC day, on which memberships begin and end."""
    return timezone.now().date()


class PartyQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "PartyQuerySet":
        """Readers of the desk see every party; others the parties they act for."""
        return self if user.role in READERS else self.filter(pk__in=user.parties())


class Party(models.Model):
    """An organisation: OEC, Inter-SES, an employer, a training centre."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=[(kind.value, name) for kind, name in PARTY_NAMES.items()])
    name = models.CharField(_("name"), max_length=160)
    name_ja = models.CharField(_("name in Japanese"), max_length=160, blank=True)
    is_demo = models.BooleanField(default=False, editable=False)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kind"], name="party_one_of_each_partner", condition=Q(kind__in=["inter_ses", "oec"])),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, role: str, email: str | None = None, phone: str = "", password: str | None = None, **fields: object) -> "User":
        """A person with one role; e-mail in lower case, phone in E.164."""
        user = self.model(role=role, email=(email or "").lower() or None, phone=phone, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(public_id=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. An address or a phone may change: the public id is who they are. A family may share one phone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    role = models.CharField(
        _("role"), max_length=16, choices=[(role.value, name) for role, name in ROLE_NAMES.items()], default=Role.CANDIDATE
    )
    full_name = models.CharField(_("full name"), max_length=160)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(_("mobile phone"), max_length=16, blank=True, db_index=True)
    phone_verified = models.BooleanField(_("phone confirmed"), default=False)
    language = models.CharField(_("language"), max_length=2, choices=[("en", "English"), ("ur", "اردو"), ("ja", "日本語")], default="en")
    contact_by = models.CharField(_("tell me by"), max_length=5, choices=CONTACT_WAYS, blank=True)
    quiet_from = models.TimeField(_("no SMS from"), null=True, blank=True)  # by the clock of Pakistan, of Japan for an employer
    quiet_until = models.TimeField(_("until"), null=True, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+", db_index=False)
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "public_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(name="user_has_email_or_phone", condition=Q(email__isnull=False) | ~Q(phone="")),
            models.CheckConstraint(name="user_desk_has_email", condition=~Q(role__in=sorted(DESK)) | Q(email__isnull=False)),
            models.CheckConstraint(
                name="user_quiet_hours_have_both_ends",
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
            ),
            models.CheckConstraint(name="user_is_never_superuser", condition=Q(is_superuser=False)),
            models.CheckConstraint(
                name="user_merged_is_a_closed_candidate",
                condition=Q(merged_into=None) | (Q(is_active=False, role=Role.CANDIDATE) & ~Q(merged_into=models.F("pk"))),
            ),
        ]
        indexes = [
            models.Index(fields=["merged_into"], name="user_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["role"], name="user_at_work", condition=~Q(role=Role.CANDIDATE.value)),  # a few among half a million
        ]

    def __str__(self) -> str:
        return self.full_name or str(self.public_id)

    @property
    def is_staff(self) -> bool:
        """May enter the desk; what may be seen there is decided by role, groups and querysets."""
        return self.is_active and self.role in DESK

    def selves(self) -> "models.QuerySet[User]":
        """This account and those that were merged into it: one person."""
        return User.objects.filter(Q(pk=self.pk) | Q(merged_into=self))

    def parties(self) -> models.QuerySet[Party]:
        """The parties this person acts for today."""
        return Party.objects.filter(memberships__in=Membership.objects.live().filter(user=self))


class MembershipQuerySet(models.QuerySet):
    def live(self) -> "MembershipQuerySet":
        """Ties that hold today."""
        return self.filter(since__lte=today()).filter(Q(until=None) | Q(until__gt=today()))

    def visible_to(self, user: User) -> "MembershipQuerySet":
        return self if user.role in READERS | {Role.OPERATOR} else self.filter(party__in=user.parties())


class Membership(models.Model):
    """A person acts for a party from a day until a day."""

    class Duty(models.TextChoices):
        MEMBER = "member", _("member")
        OWNER = "owner", _("owner")
        RECRUITER = "recruiter", _("recruiter")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")
    duty = models.CharField(_("duty"), max_length=12, choices=Duty.choices, default=Duty.MEMBER)
    since = models.DateField(_("since"), default=today)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "party"], name="membership_one_open", condition=Q(until=None)),
            models.CheckConstraint(name="membership_ends_after_start", condition=Q(until=None) | Q(until__gte=models.F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.user.public_id} / {self.party}"


class ClosureQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ClosureQuerySet":
        """The desk sees those of every house; others those of the parties they act for."""
        return self if user.role in READERS else self.filter(party__in=user.parties())

    def standing(self) -> "ClosureQuerySet":
        return self.filter(taken_back_at=None)


class Closure(models.Model):
    """An organisation is closed on these days (お盆, the end of the year): they do not count for what lies with it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="closures", verbose_name=_("organisation"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    name = models.CharField(_("what for"), max_length=60, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(name="closure_ends_after_it_begins", condition=Q(last_day__gte=models.F("first_day"))),
            models.CheckConstraint(
                name="closure_at_most_sixty_days", condition=Q(last_day__lt=models.F("first_day") + models.Value(timedelta(days=60)))
            ),
            ExclusionConstraint(
                name="closure_one_at_a_time",
                expressions=[
                    (between("party", "party", "int8range"), RangeOperators.OVERLAPS),
                    (between("first_day", "last_day", "daterange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(taken_back_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.first_day} {self.last_day}"


class Invitation(models.Model):
    """A letter that lets one person in, once: staff by the operator or supervisor, colleagues by an employer's owner."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"))
    full_name = models.CharField(_("full name"), max_length=160)
    role = models.CharField(_("role"), max_length=16, choices=[(role.value, name) for role, name in ROLE_NAMES.items()])
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True)
    duty = models.CharField(max_length=12, choices=Membership.Duty.choices, default=Membership.Duty.MEMBER)
    language = models.CharField(_("language"), max_length=2, default="en")
    token_hash = models.BinaryField(max_length=32, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.created_at:%Y-%m-%d})"


class SecondSignatureQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "SecondSignatureQuerySet":
        """Who asked, whose role may sign, and the auditor; never the person whom it is about."""
        if user.role == Role.AUDITOR:
            return self
        return self.filter(Q(asked_by=user) | Q(signers__contains=[user.role])).exclude(person=user) if user.role in DESK else self.none()

    def waiting_for(self, user: User) -> "SecondSignatureQuerySet":
        """What this person may sign now."""
        return self.visible_to(user).filter(state=SecondState.ASKED, signers__contains=[user.role]).exclude(asked_by=user)


class SecondSignature(Stateful):
    """What nobody does alone: one person asks for it with a reason, another signs, and only then it happens."""

    KIND, STEPS, OWNERS = "second", SECOND_STEPS, SECOND_OWNERS

    matter = models.CharField(_("what"), max_length=24)  # a name in settings.SECOND_SIGNATURES
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("about whom"))
    wants = models.JSONField(default=dict)  # what is to be done, as codes and ids
    invited_name = models.CharField(_("full name"), max_length=160, blank=True)
    invited_email = models.EmailField(_("e-mail"), blank=True)
    was = models.JSONField(default=dict)  # how it stood when it was asked for
    reason = models.TextField(_("reason"), max_length=500)
    signers = ArrayField(models.CharField(max_length=16), verbose_name=_("who may sign"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("signed by"))
    state = models.CharField(
        _("state"), max_length=10, choices=[(s.value, s.value) for s in SecondState], default=SecondState.ASKED, editable=False
    )

    objects = SecondSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("second signature")
        verbose_name_plural = _("second signatures")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "person"], name="second_one_open", condition=Q(state="asked", person__isnull=False)),
            models.CheckConstraint(name="second_is_another", condition=Q(signed_by=None) | ~Q(signed_by=models.F("asked_by"))),
            models.CheckConstraint(
                name="second_never_the_person",
                condition=Q(person=None) | (~Q(asked_by=models.F("person")) & (Q(signed_by=None) | ~Q(signed_by=models.F("person")))),
            ),
            models.CheckConstraint(name="second_signed_says_by_whom", condition=~Q(state="signed") | Q(signed_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.created_at:%Y-%m-%d}"


class Counter(models.Model):
    """Tries of one kind by one key (account, phone, device, network) in one window: exact, by a single upsert."""

    scope = models.CharField(max_length=32)
    key = models.BinaryField(max_length=32)
    window_starts = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key", "window_starts"], name="counter_once_per_window")]
