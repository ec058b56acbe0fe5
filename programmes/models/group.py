"""A language group of a programme: where, when, how many seats."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS, Role
from programmes.models.programme import Programme
from programmes.rules import ASKABLE
from programmes.states import GROUP_STEPS, GroupState
from programmes.words import DAYS, GROUP_TAGS, MODES
from workflow.models import Stateful


class GroupQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "GroupQuerySet":
        """The partners and the auditor see all; a candidate those that take requests."""
        if user.role in READERS:
            return self
        return self.asked_for() if user.role == Role.CANDIDATE else self.none()

    def asked_for(self) -> "GroupQuerySet":
        """Groups that take requests."""
        return self.filter(state=GroupState.OPEN, programme__state__in=ASKABLE)


class Group(Stateful):
    """Days and times are Pakistan's. `held` counts offered and taken seats; the database never lets it pass `seats`."""

    KIND, STEPS = "group", GROUP_STEPS

    state = models.CharField(
        _("state"), max_length=16, choices=[(s.value, s.value) for s in GroupState], default=GroupState.PLANNED, editable=False
    )
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="groups", editable=False)
    title = models.CharField(_("name of the group"), max_length=40, help_text=_("Short, for example Lahore A."))
    mode = models.CharField(_("how it is taught"), max_length=8, choices=list(MODES.items()), default="onsite")
    place = models.CharField(
        _("place"), max_length=160, blank=True, help_text=_("The address as people find it. Empty for a group online.")
    )
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("days of the week"))
    begins_at = models.TimeField(_("from (Pakistan time)"))
    ends_at = models.TimeField(_("until (Pakistan time)"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    seats = models.PositiveSmallIntegerField(_("seats"))
    held = models.PositiveSmallIntegerField(default=0, editable=False)
    teacher = models.CharField(_("teacher"), max_length=80, blank=True)
    opened_at = models.DateTimeField(null=True, editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.CheckConstraint(name="group_is_never_over_filled", condition=Q(held__lte=F("seats"))),
            models.CheckConstraint(name="group_has_seats", condition=Q(seats__gte=1)),
            models.CheckConstraint(name="group_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="group_has_days", condition=Q(weekdays__len__gte=1)),
            models.CheckConstraint(name="group_on_site_has_a_place", condition=Q(mode="online") | ~Q(place="")),
            models.UniqueConstraint(name="group_name_once", fields=["programme", "title"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tag(self) -> tuple[str, str, object]:
        return GROUP_TAGS[self.state]

    @property
    def free(self) -> int:
        return self.seats - self.held

    @property
    def lessons(self) -> str:
        """Days and times as people read them."""
        joiner = {"ja": "・", "ur": "، "}.get(get_language() or "", ", ")
        days = joiner.join(str(DAYS[number]) for number in sorted(self.weekdays) if number < len(DAYS))
        return gettext("%(days)s · %(from)s to %(until)s (Pakistan time)") % {
            "days": days,
            "from": f"{self.begins_at:%H:%M}",
            "until": f"{self.ends_at:%H:%M}",
        }

    @property
    def where(self) -> str:
        """The place, or that it is online."""
        return f"{self.get_mode_display()}: {self.place}" if self.place else str(self.get_mode_display())

    def get_absolute_url(self) -> str:
        return reverse("admin:desk_group", args=[self.public_id])
