"""Where a person can go."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class OfficeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "OfficeQuerySet":
        """Everybody sees the offices that are open; staff see all."""
        return self if getattr(user, "is_staff", False) else self.open()

    def open(self) -> "OfficeQuerySet":
        return self.filter(is_open=True)


class Office(models.Model):
    """An office with its hours. What OEC has not confirmed is an example and says so."""

    slug = models.SlugField(_("short name"), unique=True)
    name_en = models.CharField(_("name in English"), max_length=120)
    name_ur = models.CharField(_("name in Urdu"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=60)
    address_en = models.CharField(_("address in English"), max_length=240)
    address_ur = models.CharField(_("address in Urdu"), max_length=240, blank=True)
    hours_en = models.CharField(_("hours in English"), max_length=160, blank=True)
    hours_ur = models.CharField(_("hours in Urdu"), max_length=160, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True, help_text=_("Leave empty to show the helpline."))
    email = models.EmailField(_("e-mail"), blank=True)
    map_link = models.URLField(_("map (https)"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_open = models.BooleanField(_("open"), default=True)
    is_confirmed = models.BooleanField(_("confirmed"), default=False, help_text=_("Otherwise the page says: example, to be confirmed."))

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["order", "name_en"]
        constraints = [
            models.CheckConstraint(name="office_map_is_https", condition=models.Q(map_link="") | models.Q(map_link__startswith="https://"))
        ]

    def __str__(self) -> str:
        return self.name_en

    def _said(self, field: str) -> str:
        urdu = getattr(self, f"{field}_ur") if get_language() == "ur" else ""
        return urdu or getattr(self, f"{field}_en")

    @property
    def language(self) -> str:
        """In which language the name, address and hours are said to this reader."""
        return "ur" if get_language() == "ur" and self.name_ur else "en"

    @property
    def name(self) -> str:
        """In the reader's language; Urdu, else English."""
        return self._said("name")

    @property
    def address(self) -> str:
        return self._said("address")

    @property
    def hours(self) -> str:
        return self._said("hours")
