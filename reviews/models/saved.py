"""Filters of a queue that a person keeps under a name."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import READERS
from reviews.models.cases import roles_beside
from reviews.states import SIGNERS


class SavedFilterQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "SavedFilterQuerySet":
        """The own ones, and those that somebody who leads the own organisation shares with it."""
        shared = Q(is_shared=True, user__is_active=True, user__role__in=set(roles_beside(user.role)) & SIGNERS)
        return self.filter(Q(user=user) | shared) if user.role in READERS else self.none()


class SavedFilter(models.Model):
    """One way to narrow a queue, as it stands in the address, under a name that its owner gave."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    subject_kind = models.CharField(max_length=32)
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(max_length=200)
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["subject_kind", "name", "pk"]
        constraints = [
            models.UniqueConstraint("user", "subject_kind", Lower("name"), name="saved_filter_name_once"),
            models.CheckConstraint(name="saved_filter_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="saved_filter_narrows", condition=Q(query__startswith="?") & ~Q(query="?")),
        ]

    def __str__(self) -> str:
        return self.name
