"""Looking up people and their documents at the desk. Identity values are masked; nothing is changed here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.roles import OEC
from candidates.models import District, Education, Evidence, Experience, Profile, ProfileSkill, TestResult
from vault.masking import mask_cnic, mask_passport
from workflow.admin import ReadOnly, WithTimeline

EVIDENCE_WORDS = {
    "evidence.receive": _("Document received"),
    "evidence.verify": _("Accepted by OEC"),
    "evidence.reject": _("New copy asked for"),
    "evidence.expire": _("Not valid any more"),
}


class Part(admin.TabularInline):
    """Entries of a profile, for reading."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may look at the profile may look at its entries."""
        return request.user.has_perm("candidates.view_profile")


class Educations(Part):
    model = Education
    fields = ["level", "subject", "institution", "started_year", "finished_year", "country", "result_awaited", "is_provisional"]


class Experiences(Part):
    model = Experience
    fields = ["title", "company", "is_it", "field", "started_on", "ended_on", "is_intern_training"]


class Tests(Part):
    model = TestResult
    fields = ["kind", "level", "field", "score", "is_passed", "taken_on", "country", "number"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The number on the paper is for who checks papers."""
        return self.fields if request.user.role in OEC else self.fields[:-1]


class Skills(Part):
    model = ProfileSkill
    fields = ["skill", "level"]


@admin.register(Profile)
class ProfileAdmin(ReadOnly):
    list_display = ["reference", "full_name", "district", "english_level", "updated_at"]
    list_filter = ["english_level"]
    list_select_related = ["district"]
    search_fields = ["=reference", "full_name"]
    search_help_text = _("Candidate number or name")
    ordering = ["-id"]
    fields = [
        "reference",
        ("full_name", "passport_name", "name_katakana"),
        ("katakana_fixed_by", "katakana_fixed_at"),
        ("masked_cnic", "birth_year", "masked_passport", "passport_expires_on"),
        "district",
        "english_level",
        "skills",
        "about",
        ("code_url", "portfolio_url", "project_url", "project_about"),
        "point_items",
        "wanted_fields",
        ("wanted_pay", "can_start_on"),
        ("created_at", "updated_at"),
    ]
    inlines = [Educations, Experiences, Skills, Tests]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Profile]:
        return Profile.objects.visible_to(request.user)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["masked_cnic", "masked_passport", "birth_year", "katakana_fixed_by", "katakana_fixed_at"]

    @admin.display(description=_("CNIC"))
    def masked_cnic(self, profile: Profile) -> str:
        return mask_cnic(profile.cnic or "")

    @admin.display(description=_("passport number"))
    def masked_passport(self, profile: Profile) -> str:
        return mask_passport(profile.passport_number or "")

    @admin.display(description=_("year of birth"))
    def birth_year(self, profile: Profile) -> str:
        return str(profile.birth_date.year) if profile.birth_date else ""


@admin.register(Evidence)
class EvidenceAdmin(WithTimeline):
    list_display = ["profile", "kind", "state", "owner", "due_on", "expires_on", "checked_how"]
    list_filter = ["kind", "state", "checked_how"]
    list_select_related = ["profile"]
    search_fields = ["=profile__reference", "profile__full_name"]
    search_help_text = _("Candidate number or name")
    ordering = ["-id"]
    fields = [
        "profile",
        "kind",
        "state",
        ("owner", "waiting_since", "due_on"),
        "expires_on",
        ("checked_how", "checked_reference", "checked_link", "checked_by", "checked_at"),
        "fault",
    ]
    timeline_words = EVIDENCE_WORDS


@admin.register(District)
class DistrictAdmin(ReadOnly):
    list_display = ["name", "name_ur", "division", "province_en"]
    list_filter = ["province_en"]
    search_fields = ["name", "name_ur", "division"]
    ordering = ["province_en", "name"]
