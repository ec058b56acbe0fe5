"""A copy of everything that a person asked for, and the end of an account."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from privacy.states import COPY_STEPS, DELETION_STEPS, CopyState, DeletionState
from vault.models import StoredFile
from workflow.models import Stateful


class OwnQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "OwnQuerySet":
        """Only the person whose data it is."""
        return self.filter(user=user)


class Copy(Stateful):
    """One ZIP with everything that the house keeps of a person; sealed, and gone after a week."""

    KIND, STEPS = "copy", COPY_STEPS

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    state = models.CharField(
        _("state"), max_length=16, choices=[(s.value, s.value) for s in CopyState], default=CopyState.ASKED, editable=False
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    expires_at = models.DateTimeField(_("kept until"), null=True, editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of own data")
        verbose_name_plural = _("copies of own data")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], name="copy_one_at_a_time", condition=Q(state__in=["asked", "ready"])),
            models.CheckConstraint(
                name="copy_ready_has_file_and_end", condition=~Q(state="ready") | Q(file__isnull=False, expires_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user.public_id} {self.created_at:%Y-%m-%d}"


class Deletion(Stateful):
    """The end of an account: asked for, waiting while the person may change their mind, then worked off app by app."""

    KIND, STEPS = "deletion", DELETION_STEPS

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    state = models.CharField(
        _("state"), max_length=16, choices=[(s.value, s.value) for s in DeletionState], default=DeletionState.ASKED, editable=False
    )
    begins_at = models.DateTimeField(_("erased from"), default=timezone.now)
    held_until = models.DateField(_("a part is kept by law until"), null=True, blank=True)
    done = ArrayField(models.CharField(max_length=64), default=list, blank=True, editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("deletion")
        verbose_name_plural = _("deletions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], name="deletion_one_running", condition=~Q(state="undone")),
            models.CheckConstraint(name="deletion_held_says_until", condition=~Q(state="held") | Q(held_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.user.public_id} {self.created_at:%Y-%m-%d}"
