"""A question to a human, and the thread under it."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from support.states import DESK_OF_ROLE, QUESTION_STEPS, Desk, QuestionState
from support.words import QUESTION_TAGS, SUBJECTS
from vault.fields import EncryptedField
from vault.models import StoredFile
from workflow.models import Stateful


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "QuestionQuerySet":
        """The person who asked, and the desk that has it; the auditor reads all. A complaint about staff is the auditor's alone."""
        if user.role in (Role.CANDIDATE, Role.EMPLOYER):
            return self.filter(person=user)
        if user.role == Role.AUDITOR:
            return self
        desk = DESK_OF_ROLE.get(user.role)  # type: ignore[call-overload]
        return self.filter(desk=desk) if desk else self.none()

    def open(self) -> "QuestionQuerySet":
        return self.filter(state=QuestionState.ASKED)


class Question(Stateful):
    """Asked, answered, closed. A stranger without an account leaves a reply address instead."""

    KIND, STEPS, OWNERS = "question", QUESTION_STEPS, {QuestionState.ASKED: Desk.OEC}

    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked by"))
    reply_to = EncryptedField(_("reply address"), null=True, max_length=254)
    language = models.CharField(max_length=2, default="en")
    subject = models.CharField(_("about"), max_length=12, choices=[(str(code), word) for code, word in SUBJECTS.items()])
    about_ref = models.UUIDField(null=True, blank=True, editable=False)
    about_label = models.CharField(_("number"), max_length=40, blank=True)
    reference = models.CharField(_("number of the question"), max_length=20, unique=True, editable=False)
    desk = models.CharField(_("with"), max_length=10, choices=[(desk.value, desk.value) for desk in Desk], default=Desk.OEC, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=[(s.value, s.value) for s in QuestionState], default=QuestionState.ASKED, editable=False
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(name="question_has_somebody_to_answer", condition=Q(person__isnull=False) | Q(reply_to__isnull=False)),
            models.CheckConstraint(name="question_asked_has_owner", condition=~Q(state="asked") | (~Q(owner="") & Q(due_on__isnull=False))),
            models.CheckConstraint(name="question_complaint_is_the_auditors", condition=~Q(subject="staff") | Q(desk="auditor")),
        ]
        indexes = [
            models.Index(fields=["desk", "due_on", "id"], name="question_queue", condition=Q(state="asked")),
            models.Index(fields=["person", "-id"], name="question_of_person"),
        ]

    def __str__(self) -> str:
        return self.reference

    def owner_of(self, state: str) -> str:
        """The desk that has it, while it waits for an answer."""
        return str(self.desk) if state in self.OWNERS else ""

    @property
    def tag(self) -> tuple[str, str, object]:
        return QUESTION_TAGS[self.state]

    def get_absolute_url(self) -> str:
        return reverse("support:question", args=[self.public_id])


class LineQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "LineQuerySet":
        """The thread of a question that the reader may see; notes for colleagues stay at the desk."""
        found = self.filter(question__in=Question.objects.visible_to(user))
        return found if user.is_staff else found.filter(is_internal=False)


class Line(models.Model):
    """One message of a thread; an internal one is for colleagues only."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="lines")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    is_from_desk = models.BooleanField(default=False)
    is_internal = models.BooleanField(default=False)
    text = models.TextField(_("text"), max_length=4000, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="line_internal_is_from_desk", condition=Q(is_internal=False) | Q(is_from_desk=True)),
            models.CheckConstraint(name="line_says_something", condition=~Q(text="") | Q(file__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}.{self.pk}"
