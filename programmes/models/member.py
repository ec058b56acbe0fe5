"""A person in a group, from asking for a place to the end of the course; and who wants to be told of the next group."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS, Role
from candidates.models import Profile
from programmes.models.group import Group
from programmes.states import IN_LINE, LIVE, MEMBER_OWNERS, MEMBER_STEPS, MEMBER_TERMS, REASONS, MemberState
from programmes.words import LEVELS, MEMBER_TAGS, REASON_WORDS, WISHES
from workflow.models import Stateful

M = MemberState


class MemberQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "MemberQuerySet":
        """The partners and the auditor (by number only); a candidate the own."""
        if user.role in READERS:
            return self
        return self.filter(profile__user=user) if user.role == Role.CANDIDATE else self.none()

    def live(self) -> "MemberQuerySet":
        return self.filter(state__in=LIVE)

    def in_line(self) -> "MemberQuerySet":
        """Who waits for a place, first asked first."""
        return self.filter(state__in=IN_LINE).order_by("asked_at", "pk")

    def before(self, member: "Member") -> "MemberQuerySet":
        """Who stands before this person in the same line."""
        earlier = Q(asked_at__lt=member.asked_at) | Q(asked_at=member.asked_at, pk__lt=member.pk)
        return self.in_line().filter(group=member.group_id).filter(earlier)


class Member(Stateful):
    """One person and one group. The order of the line is the time of first asking."""

    KIND, STEPS, OWNERS, TERMS, BOUND = "member", MEMBER_STEPS, MEMBER_OWNERS, MEMBER_TERMS, ("profile_id",)

    state = models.CharField(_("state"), max_length=16, choices=[(s.value, s.value) for s in M], default=M.ASKED, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="memberships")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    wish = models.CharField(_("how you would like to learn"), max_length=8, choices=list(WISHES.items()), default="any")
    level = models.CharField(_("your Japanese now, as you see it"), max_length=4, choices=list(LEVELS.items()), default="none")
    reason = models.CharField(_("why"), max_length=16, choices=[(code, REASON_WORDS[code]) for code in REASONS], blank=True)
    enrolled_on = models.DateField(_("in the group since"), null=True, blank=True)
    ended_on = models.DateField(_("in the group until"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        constraints = [
            models.UniqueConstraint(name="member_one_live_place", fields=["profile"], condition=Q(state__in=[s.value for s in LIVE])),
            models.CheckConstraint(name="member_gone_says_why", condition=~Q(state__in=[M.LEFT.value, M.DROPPED.value]) | ~Q(reason="")),
            models.CheckConstraint(
                name="member_enrolled_has_its_day",
                condition=~Q(state__in=[M.ENROLLED.value, M.FINISHED.value, M.DROPPED.value]) | Q(enrolled_on__isnull=False),
            ),
            models.CheckConstraint(
                name="member_offered_has_a_day", condition=~Q(state=M.OFFERED.value) | Q(due_on__isnull=False, owner="candidate")
            ),
        ]
        indexes = [
            models.Index(fields=["group", "asked_at", "id"], name="member_line", condition=Q(state__in=[s.value for s in IN_LINE])),
            models.Index(fields=["group", "id"], name="member_roll"),
            models.Index(fields=["due_on"], name="member_offered", condition=Q(state=M.OFFERED.value)),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.profile_id}"

    @property
    def tag(self) -> tuple[str, str, object]:
        return MEMBER_TAGS[self.state]


class InterestQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "InterestQuerySet":
        """The person's own; the desk reads only how many there are."""
        return self.filter(profile__user=user) if user.role == Role.CANDIDATE else self.none()


class Interest(models.Model):
    """Somebody without a place who may want to be told of the next group. `since` is the place in its line."""

    KIND = "interest"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    profile = models.OneToOneField(Profile, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    wants_news = models.BooleanField(default=True)
    told_until = models.DateTimeField(default=timezone.now)

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest in the next group")
        verbose_name_plural = _("interests in the next group")
        indexes = [models.Index(fields=["told_until", "id"], name="interest_to_tell", condition=Q(wants_news=True))]

    def __str__(self) -> str:
        return f"{self.profile_id}"
