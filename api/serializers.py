"""What goes out and what may come in: explicit fields only; unknown keys are refused."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from applications.models import Application, Offer
from applications.public_words import public_word
from applications.rules import CLOSE_GROUNDS, NOT_SELECT_GROUNDS
from candidates.models import Evidence
from jobs.models import DemandLetter, Employer, Vacancy
from workflow.steps import open_steps


class Strict(serializers.Serializer):
    """A body with a key that nobody reads is a mistake, so it is said."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := sorted(set(data) - set(self.fields))):
            raise serializers.ValidationError({name: ["Unknown field."] for name in unknown})
        return super().to_internal_value(data)


class Versioned(Strict):
    """Every step names the version of the row that it was decided on."""

    version = serializers.IntegerField(min_value=0)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


ELSEWHERE = {
    "choose_slot",
    "show_name",
    "hide_name",
    "propose_offer",
    "object_to_offer",
}  # taken on the pages, as "offer", and as "object" of an offer


def steps_open_to(serializer: serializers.Serializer, row: Any) -> list[str]:
    """Names of the steps that the caller's role sees on this row."""
    role = getattr(serializer.context["request"].user, "role", "")
    return sorted({step.name for step in open_steps(row.STEPS, state=row.state, role=role)} - ELSEWHERE)


class StatefulOut(serializers.ModelSerializer):
    """What every stateful thing shows: number, state, version, clock, and the steps open to the caller."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    open_steps = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_open_steps(self, row: Any) -> list[str]:
        return steps_open_to(self, row)


STATE = ["id", "state", "version", "owner", "waiting_since", "due_on", "open_steps"]


@extend_schema_field({"type": "string", "pattern": r"^\d\d:\d\d$", "nullable": True})
class Clock(serializers.TimeField):
    """A time of day in Tokyo, such as 09:00."""

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", **options)


class VacancyOut(serializers.ModelSerializer):
    """A vacancy as everybody may read it; money in yen, days in Tokyo."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    employer = serializers.CharField(source="employer.name_en", read_only=True)
    employer_ja = serializers.CharField(source="employer.name_ja", read_only=True)
    prefecture = serializers.CharField(source="prefecture_id", read_only=True, allow_null=True)
    field = serializers.CharField(source="field_id", read_only=True, allow_null=True)
    demand_number = serializers.CharField(source="demand_letter.number", read_only=True, default="")
    state = serializers.CharField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    open_steps = serializers.SerializerMethodField()
    has_overtime = serializers.BooleanField(read_only=True, allow_null=True)
    insurance_health = serializers.BooleanField(read_only=True, allow_null=True)
    insurance_pension = serializers.BooleanField(read_only=True, allow_null=True)
    insurance_employment = serializers.BooleanField(read_only=True, allow_null=True)
    insurance_accident = serializers.BooleanField(read_only=True, allow_null=True)
    is_dispatch = serializers.BooleanField(read_only=True, allow_null=True)
    contract_kind = serializers.CharField(read_only=True)
    hours_system = serializers.CharField(read_only=True)
    smoking = serializers.CharField(read_only=True)
    japanese_level = serializers.CharField(read_only=True)
    english_level = serializers.CharField(read_only=True)
    starts_at = Clock(read_only=True)
    ends_at = Clock(read_only=True)

    class Meta:
        model = Vacancy
        fields = [
            "id", "reference", "state", "version", "open_steps", "published_at", "closes_on", "employer", "employer_ja", "demand_number",
            "title_en", "title_ja", "title_ur", "duties_en", "duties_ja", "duties_change_range", "requirements_en", "requirements_ja",
            "skills", "contract_kind", "contract_ends_on", "renewal_criteria", "probation_months", "probation_conditions",
            "prefecture", "workplace_address", "workplace_change_range", "starts_at", "ends_at", "hours_system", "break_minutes",
            "holidays", "annual_holidays", "has_overtime", "overtime_hours", "pay_unit", "base_pay", "daily_hours", "yearly_hours",
            "counted_allowances", "excluded_allowances", "allowances_note", "fixed_overtime_pay", "fixed_overtime_hours",
            "fixed_overtime_excess_paid", "take_home_pay", "bonus", "certain_bonus",
            "insurance_health", "insurance_pension", "insurance_employment", "insurance_accident",
            "is_dispatch", "dispatch_client", "smoking", "housing", "visa_routes", "field", "japanese_level", "english_level",
            "is_english_enough", "welcomes_new_graduates", "is_person_facing", "ssw_work", "seats",
            "starts_on",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_open_steps(self, row: Vacancy) -> list[str]:
        return steps_open_to(self, row)


class EmployerOut(StatefulOut):
    """A company, for its own people and the desk."""

    class Meta:
        model = Employer
        fields = [*STATE, "corporate_number", "name_ja", "name_en", "industry"]
        read_only_fields = fields


class DemandLetterOut(StatefulOut):
    """A demand letter, for its company and the desk."""

    employer = serializers.UUIDField(source="employer.public_id", read_only=True)
    authority = serializers.CharField(read_only=True)

    class Meta:
        model = DemandLetter
        fields = [*STATE, "employer", "seats", "number", "authority", "attested_on", "valid_until"]
        read_only_fields = fields


class EvidenceOut(StatefulOut):
    """A document's state; never its content."""

    fault = serializers.CharField(read_only=True)
    checked_how = serializers.CharField(read_only=True)

    class Meta:
        model = Evidence
        fields = [*STATE, "kind", "expires_on", "fault", "checked_how"]
        read_only_fields = fields


class ApplicationOut(StatefulOut):
    """An application without any identity value; the candidate is a number."""

    candidate = serializers.CharField(source="candidate.reference", read_only=True)
    vacancy = serializers.UUIDField(source="vacancy.public_id", read_only=True)
    public_state = serializers.SerializerMethodField()

    class Meta:
        model = Application
        fields = [*STATE, "reference", "public_state", "candidate", "vacancy", "created_at", "submitted_at", "presented_at", "accepted_at"]
        read_only_fields = fields

    def get_public_state(self, row: Application) -> str:
        """The word that people see, in the caller's language."""
        return str(public_word(row).word)


class OfferOut(serializers.ModelSerializer):
    """An offer with its written conditions."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    application = serializers.UUIDField(source="application.public_id", read_only=True)

    class Meta:
        model = Offer
        fields = [
            "id", "application", "state", "contract_term", "workplace", "duties", "hours", "holidays", "base_pay", "allowances", "pay_day",
            "leaving", "insurance", "starts_on", "answer_by", "proposed_at", "release_on", "made_at",
        ]  # fmt: skip
        read_only_fields = fields


# ── bodies of steps ────────────────────────────────────────────────────────────────────────────────────
class StartIn(Strict):
    vacancy = serializers.UUIDField()


class VerifyEmployerIn(Versioned):
    verified_how = serializers.CharField(max_length=400)
    verified_checks = serializers.ListField(child=serializers.ChoiceField(choices=Employer.Checked.choices), allow_empty=False)


class AttestationIn(Versioned):
    number = serializers.CharField(max_length=40)
    authority = serializers.ChoiceField(choices=DemandLetter.Authority.choices)
    attested_on = serializers.DateField()
    valid_until = serializers.DateField()
    seats = serializers.IntegerField(min_value=1, max_value=10_000)


class RemarksIn(Versioned):
    remarks = serializers.DictField(child=serializers.CharField(max_length=600), required=False)


class PublishIn(Versioned):
    demand_letter = serializers.UUIDField()


class ReopenIn(Versioned):
    closes_on = serializers.DateField(required=False)


class VerifyEvidenceIn(Versioned):
    how = serializers.ChoiceField(choices=Evidence.How.choices)
    reference = serializers.CharField(max_length=120, required=False, allow_blank=True)
    link = serializers.URLField(max_length=400, required=False, allow_blank=True)
    expires_on = serializers.DateField(required=False, allow_null=True)


class RejectEvidenceIn(Versioned):
    fault = serializers.ChoiceField(choices=Evidence.Fault.choices)


class SubmitApplicationIn(Versioned):
    consents = serializers.ListField(child=serializers.ChoiceField(choices=["partners", "present"]), max_length=2)
    answers = serializers.ListField(child=serializers.CharField(max_length=1000), max_length=3, required=False)  # in the questions' order


class NoteIn(Versioned):
    note = serializers.CharField(max_length=2000)


class EndorseIn(Versioned):
    override_reason = serializers.CharField(max_length=600, required=False, allow_blank=True)


class PresentIn(Versioned):
    summary_ja = serializers.CharField(max_length=2000)


class NotSelectIn(Versioned):
    ground = serializers.ChoiceField(choices=sorted(NOT_SELECT_GROUNDS))
    is_shared = serializers.BooleanField(required=False)


class CloseIn(Versioned):
    ground = serializers.ChoiceField(choices=sorted(CLOSE_GROUNDS))


class InviteIn(Versioned):
    slots = serializers.ListField(child=serializers.DateTimeField(), min_length=1, max_length=3)
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)
    message = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class OfferIn(Strict, serializers.ModelSerializer):
    """The written conditions."""

    version = serializers.IntegerField(min_value=0)

    class Meta:
        model = Offer
        fields = [
            "version", "contract_term", "workplace", "duties", "hours", "holidays", "base_pay", "allowances", "pay_day", "leaving",
            "insurance", "starts_on", "answer_by",
        ]  # fmt: skip


class AcceptIn(Versioned):
    code = serializers.CharField(max_length=12)


class DepartIn(Versioned):
    protector_number = serializers.CharField(max_length=40)
    visa_number = serializers.CharField(max_length=40)
    flight_number = serializers.CharField(max_length=12, required=False, allow_blank=True)
    flight_on = serializers.DateField()


class ArriveIn(Versioned):
    arrived_on = serializers.DateField()


class ObjectionIn(Strict):
    objection = serializers.CharField(max_length=1000)


class NothingIn(Strict):
    """No body is needed."""
