"""A programme that prepares people for Japan, and how many places it has, by date."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Party, User
from accounts.roles import READERS
from jobs.models import SswField
from programmes.states import PROGRAMME_STEPS, ProgrammeState
from programmes.words import KINDS, LANGUAGES, PROGRAMME_TAGS, TARGETS
from workflow.models import Stateful


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ProgrammeQuerySet":
        """The partners and the auditor; candidates see its open groups."""
        return self if user.role in READERS else self.none()


class Programme(Stateful):
    """What is taught, by whom, for which fields, up to which test. Its seats stand in dated rows."""

    KIND, STEPS = "programme", PROGRAMME_STEPS

    state = models.CharField(
        _("state"),
        max_length=16,
        choices=[(s.value, s.value) for s in ProgrammeState],
        default=ProgrammeState.PLANNED,
        editable=False,
    )
    name_en = models.CharField(_("name in English"), max_length=120)
    name_ur = models.CharField(_("name in Urdu"), max_length=120)
    name_ja = models.CharField(_("name in Japanese"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=list(KINDS.items()))
    party = models.ForeignKey(Party, on_delete=models.PROTECT, verbose_name=_("who runs it"), related_name="+")
    fields = models.ManyToManyField(
        SswField, blank=True, verbose_name=_("fields of work"), help_text=_("None: for every field, IT too."), related_name="+"
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    teaching_language = models.CharField(_("language of teaching"), max_length=2, choices=list(LANGUAGES.items()), default="ur")
    goal = models.CharField(_("test at the end"), max_length=2, choices=list(TARGETS.items()), blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(name="programme_ends_after_start", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="programme_has_its_names", condition=~Q(name_en="") & ~Q(name_ur="") & ~Q(name_ja="")),
        ]

    def __str__(self) -> str:
        return {"ja": self.name_ja, "ur": self.name_ur}.get(get_language() or "en") or self.name_en

    @property
    def tag(self) -> tuple[str, str, object]:
        return PROGRAMME_TAGS[self.state]

    def get_absolute_url(self) -> str:
        return reverse("admin:desk_programme", args=[self.public_id])


class ProgrammeSeatsQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ProgrammeSeatsQuerySet":
        return self if user.role in READERS else self.none()

    def holding(self, day: date) -> "ProgrammeSeatsQuerySet":
        """For each programme the number that holds on this day; of two from one day, the one that was entered last."""
        begun = self.filter(valid_from__lte=day).order_by("programme", "-valid_from", "-pk").distinct("programme")
        return self.filter(pk__in=begun.values("pk")).filter(Q(valid_until=None) | Q(valid_until__gte=day))


class ProgrammeSeats(models.Model):
    """The places that were agreed for a programme, from a day on. Never changed: a newer row replaces it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="seat_rows", editable=False)
    valid_from = models.DateField(_("holds from"))
    valid_until = models.DateField(_("holds until"), null=True, blank=True, help_text=_("Empty: until a newer number."))
    places = models.PositiveIntegerField(_("places"))
    source = models.CharField(_("source"), max_length=160, help_text=_("The agreement or decision where the number stands."))
    as_of = models.DateField(_("looked up on"))
    is_sure = models.BooleanField(_("checked against the original"), default=False)
    entered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProgrammeSeatsQuerySet.as_manager()

    class Meta:
        verbose_name = _("seats of a programme")
        verbose_name_plural = _("seats of programmes")
        ordering = ["programme", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(name="programme_seats_has_places", condition=Q(places__gt=0)),
            models.CheckConstraint(name="programme_seats_has_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="programme_seats_ends_after_start", condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.valid_from} {self.places}"
