"""Recommended candidates for the company that they were presented to: the view without identity, by its own serializer."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import generics, serializers

from api.views import InOwnLanguage
from applications.models import PresentedCandidate
from applications.presentation import seen_of, shown_of
from applications.public_words import employer_word

FACTS = (
    "summary_ja", "skills", "skill_levels", "english_level", "can_start_on", "about", "motivation", "answers", "educations", "experiences",
    "tests",
)  # fmt: skip


class ManyPresented(serializers.ListSerializer):
    """The names that must be hidden in free text are read once for the page."""

    def to_representation(self, data: Any) -> list[Any]:
        rows = list(data)
        self.child.hide = shown_of(rows)
        return [self.child.to_representation(row) for row in rows]


class Skilled(serializers.Serializer):
    code, name, level, words = serializers.CharField(), serializers.CharField(), serializers.IntegerField(), serializers.CharField()


class Answered(serializers.Serializer):
    question, text = serializers.CharField(), serializers.CharField()


class Schooled(serializers.Serializer):
    code, level, subject, institution = (serializers.CharField() for _each in range(4))
    is_awaited, is_verified = serializers.BooleanField(), serializers.BooleanField()


class Worked(serializers.Serializer):
    """A job; first and last month such as 2024-09, "" while it goes on."""

    title, duties, began, ended = (serializers.CharField() for _each in range(4))
    months = serializers.IntegerField()
    is_it, is_verified = serializers.BooleanField(), serializers.BooleanField()


class Tested(serializers.Serializer):
    code, kind, level, taken = (serializers.CharField() for _each in range(4))
    score = serializers.CharField(allow_null=True)
    is_passed, is_verified = serializers.BooleanField(), serializers.BooleanField()


class PresentedOut(serializers.Serializer):
    """One recommended candidate: number, state and facts; the facts are empty once the candidate is gone."""

    id = serializers.UUIDField(source="public_id")
    number, reference, state, word = (serializers.CharField() for _each in range(4))
    vacancy = serializers.UUIDField(source="vacancy.public_id")
    presented_at = serializers.DateTimeField()
    due_on = serializers.DateField(allow_null=True)
    is_shown = serializers.BooleanField()
    summary_ja, about, motivation, english_level = (serializers.CharField() for _each in range(4))
    can_start_on = serializers.DateField(allow_null=True)
    skills = serializers.ListField(child=serializers.CharField())
    skill_levels, answers = Skilled(many=True), Answered(many=True)
    educations, experiences, tests = Schooled(many=True), Worked(many=True), Tested(many=True)

    hide: dict[int, Any] | None = None

    class Meta:
        list_serializer_class = ManyPresented

    def to_representation(self, row: PresentedCandidate) -> dict[str, Any]:
        hide = self.hide or shown_of([row])
        seen = seen_of(row, hide[row.pk])
        own = {"public_id": row.public_id, "word": str(employer_word(row).word), "vacancy": {"public_id": row.vacancy.public_id}}
        plain = {name: getattr(row, name) for name in ("number", "reference", "state", "presented_at", "due_on", "is_shown")}
        return super().to_representation(own | plain | {name: seen[name] for name in FACTS})


class Presented(InOwnLanguage):
    """What was presented to your company."""

    serializer_class = PresentedOut
    lookup_field = "public_id"

    def get_queryset(self) -> QuerySet[PresentedCandidate]:
        return PresentedCandidate.objects.visible_to(self.request.user).select_related("vacancy")


class PresentedList(Presented, generics.ListAPIView):
    """The recommended candidates of your company, without identity."""


class PresentedOne(Presented, generics.RetrieveAPIView):
    """One recommended candidate, without identity."""
