"""Two files that are probably one person's: why we think so, what was decided, and which row went where."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import OEC
from candidates.models import Profile
from register.models.entry import RegisterEntry
from register.states import DUPLICATE_STEPS, OPEN_PAIRS, DuplicateState
from workflow.models import Stateful

REASONS = {  # why two files are probably one person's, and how strong that is: 3 certain, 2 likely, 1 possible
    "same_cnic": (3, _("the same CNIC")),
    "same_passport": (3, _("the same passport number")),
    "phone_and_name": (2, _("the same phone, and names that sound alike")),
    "birth_and_name": (1, _("the same date of birth and district, and names that sound alike")),
}
STRENGTHS = {3: _("certain"), 2: _("likely"), 1: _("possible")}
GROUNDS = {  # why they are one person's, and why not
    "card_seen": _("The original card was seen"),
    "same_papers": _("The same papers stand on both sides"),
    "person_said": _("The person said so, and knew what stands on both sides"),
    "relatives": _("Relatives who share a phone"),
    "same_name_only": _("The same name, two people"),
    "typing_error": _("A number was typed wrong"),
    "other": _("Another reason, in the note"),
}
FOR_ONE = ("card_seen", "same_papers", "person_said", "other")
FOR_TWO = ("relatives", "same_name_only", "typing_error", "other")


class DuplicateQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "DuplicateQuerySet":
        """OEC alone: it has the register, and checks who people are."""
        return self if user.role in OEC else self.none()

    def of(self, profile: Profile | int) -> "DuplicateQuerySet":
        """Pairs in which this person stands."""
        return self.filter(Q(first=profile) | Q(second=profile))

    def to_decide(self, today: date) -> "DuplicateQuerySet":
        """Proposed ones, and those put off whose day has come."""
        return self.filter(Q(state=DuplicateState.PROPOSED) | Q(state=DuplicateState.LATER, look_again_on__lte=today))


class Duplicate(Stateful):
    """A pair, once: two profiles, the older one first, or a profile and an unclaimed entry of OEC's register."""

    KIND, STEPS = "duplicate", DUPLICATE_STEPS  # nobody waits for it: it has no owner; the second signature has its own clock

    first = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Profile, on_delete=models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(RegisterEntry, on_delete=models.CASCADE, null=True, related_name="+")
    reasons = ArrayField(models.CharField(max_length=16), verbose_name=_("why"))
    strength = models.PositiveSmallIntegerField(_("how sure"), choices=list(STRENGTHS.items()))
    state = models.CharField(
        _("state"), max_length=10, choices=[(s.value, s.value) for s in DuplicateState], default=DuplicateState.PROPOSED, editable=False
    )
    kept = models.ForeignKey(Profile, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    ground = models.CharField(_("reason"), max_length=16, choices=list(GROUNDS.items()), blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    look_again_on = models.DateField(_("look again on"), null=True, editable=False)

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair that may be one person")
        verbose_name_plural = _("pairs that may be one person")
        ordering = ["-strength", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_once_per_pair"),
            models.UniqueConstraint(fields=["first", "entry"], name="duplicate_once_per_entry"),
            models.CheckConstraint(name="duplicate_is_an_ordered_pair", condition=Q(second=None) | Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="duplicate_has_one_other_side",
                condition=Q(second=None, entry__isnull=False) | Q(second__isnull=False, entry=None),
            ),
            models.CheckConstraint(name="duplicate_says_why", condition=Q(reasons__len__gt=0, strength__in=list(STRENGTHS))),
            models.CheckConstraint(
                name="duplicate_decided_says_who_and_why",
                condition=~Q(state__in=["apart", "asked", "merged"]) | (~Q(ground="") & Q(decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="duplicate_kept_is_one_of_them",
                condition=~Q(state__in=["asked", "merged"]) | Q(kept=F("first")) | Q(kept=F("second")),
            ),
            models.CheckConstraint(name="duplicate_later_has_a_day", condition=~Q(state="later") | Q(look_again_on__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["-strength", "id"], name="duplicate_to_decide", condition=Q(state__in=[str(s) for s in OPEN_PAIRS])),
            models.Index(fields=["state", "-strength", "id"], name="duplicate_by_state"),
        ]

    @property
    def why(self) -> list[object]:
        """The reasons in words."""
        return [REASONS[code][1] for code in self.reasons]

    def __str__(self) -> str:
        return f"{self.first.reference} / {self.second.reference if self.second else self.entry}"

    def other(self, kept: Profile) -> "Profile | RegisterEntry":
        """The side that is not kept."""
        if self.entry is not None:
            return self.entry
        return self.second if kept.pk == self.first_id else self.first  # type: ignore[return-value]


class MovedRow(models.Model):
    """One row that a merge changed: which column, from which id to which. Ids and names of columns only, never a value of a person."""

    duplicate = models.ForeignKey(Duplicate, on_delete=models.PROTECT, related_name="moved")
    of = models.CharField(max_length=48)
    row = models.BigIntegerField()
    column = models.CharField(max_length=32)
    was = models.CharField(max_length=40, blank=True)
    now = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duplicate", "of", "row", "column"], name="moved_once_per_merge")]
        indexes = [models.Index(fields=["of", "row"], name="moved_row")]

    def __str__(self) -> str:
        return f"{self.of} {self.row} {self.column}"


class Round(models.Model):
    """How far the nightly look for pairs has come: the newest profile it knows, and the place in the round over all. One row."""

    newest = models.BigIntegerField(default=0)
    place = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(models.Value(1), name="round_is_one")]
