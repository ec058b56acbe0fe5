"""Pages about work and life in Japan that staff write in three languages."""

from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS

LANGUAGES = ("en", "ur", "ja")
TEXTS = tuple(f"{part}_{code}" for part in ("title", "body") for code in LANGUAGES)


@dataclass(frozen=True)
class Said:
    """A page in one language; `language` is what it really is, which may not be what was asked for."""

    title: str
    body: str
    language: str
    is_translated: bool


class GuidePageQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "GuidePageQuerySet":
        """Everybody reads what is published; readers at the desk also what is not yet."""
        return self if getattr(user, "role", None) in READERS else self.published()

    def published(self) -> "GuidePageQuerySet":
        return self.filter(is_published=True)

    def in_list(self) -> "GuidePageQuerySet":
        """Without the bodies, in the order of the help page."""
        return self.defer("body_en", "body_ur", "body_ja")


class GuidePage(models.Model):
    """One page. English is the text that counts; the others follow it."""

    class Group(models.TextChoices):
        WAY = "way", _("Your way to Japan")
        LIFE = "life", _("Life in Japan")
        RIGHTS = "rights", _("Your rights")

    slug = models.SlugField(_("address"), unique=True, max_length=40)
    group = models.CharField(_("group"), max_length=8, choices=Group.choices, default=Group.LIFE)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    title_en = models.CharField(_("title in English"), max_length=100)
    title_ur = models.CharField(_("title in Urdu"), max_length=100, blank=True)
    title_ja = models.CharField(_("title in Japanese"), max_length=100, blank=True)
    body_en = models.TextField(_("text in English"), max_length=8000)
    body_ur = models.TextField(_("text in Urdu"), max_length=8000, blank=True)
    body_ja = models.TextField(_("text in Japanese"), max_length=8000, blank=True)
    source = models.CharField(_("where the facts come from"), max_length=300, blank=True)
    as_of = models.DateField(_("facts as of"), null=True, blank=True)
    native_ur = models.BooleanField(_("Urdu read by a native reader"), default=False)
    native_ja = models.BooleanField(_("Japanese read by a native reader"), default=False)
    checked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("facts checked by")
    )
    checked_on = models.DateField(_("facts checked on"), null=True, blank=True)
    is_published = models.BooleanField(_("published"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_as_shipped = models.BooleanField(default=False, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = GuidePageQuerySet.as_manager()

    class Meta:
        verbose_name = _("guide page")
        verbose_name_plural = _("guide pages")
        ordering = ["group", "order", "slug"]
        constraints = [
            models.CheckConstraint(
                name="guidepage_checked_has_person_and_day",
                condition=models.Q(checked_by=None, checked_on=None) | models.Q(checked_by__isnull=False, checked_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title_en

    def get_absolute_url(self) -> str:
        return reverse("support:guide", args=[self.slug])

    def said(self, language: str | None = None) -> Said:
        """The page in this language, else in English."""
        code = language or get_language() or "en"
        if code in LANGUAGES and getattr(self, f"body_{code}"):
            return Said(getattr(self, f"title_{code}") or self.title_en, getattr(self, f"body_{code}"), code, True)
        return Said(self.title_en, self.body_en, "en", code == "en")

    @property
    def title(self) -> str:
        """For lists, which do not read the bodies: the title in the reader's language, else in English."""
        return getattr(self, f"title_{get_language() or 'en'}", "") or self.title_en

    def is_checked_in(self, language: str) -> bool:
        """Whether a native reader has read this language; English is the text that counts."""
        return language == "en" or bool(getattr(self, f"native_{language}"))


class GuideVersion(models.Model):
    """The texts as they were: one row for every save. Never changed."""

    page = models.ForeignKey(GuidePage, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField(_("version"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    texts = models.JSONField(_("texts"))

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["page", "version"], name="guideversion_once")]

    def __str__(self) -> str:
        return f"{self.page_id}.{self.version}"
