"""Looking things up at the desk. States are read only here: decisions are taken on the desk's own pages, through the transitions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from jobs.history import KINDS
from jobs.models import DemandLetter, Employer, ExchangeRate, FieldOpening, MinimumWage, Prefecture, Remark, Skill, SswField, Vacancy
from workflow.admin import ReadOnly, WithTimeline

LIFE = ["state", "owner", "waiting_since", "due_on"]


@admin.register(Employer)
class EmployerAdmin(WithTimeline):
    timeline_words = KINDS
    list_display = ["name_en", "name_ja", "corporate_number", "prefecture", *LIFE]
    list_filter = ["state", "category", "prefecture"]
    list_select_related = ["prefecture"]
    search_fields = ["name_en", "name_ja", "corporate_number"]
    exclude = ["party"]
    readonly_fields = ["website", *LIFE]
    ordering = ["-id"]


@admin.register(DemandLetter)
class DemandLetterAdmin(WithTimeline):
    timeline_words = KINDS
    list_display = ["__str__", "employer", "seats", "attested_on", "valid_until", *LIFE]
    list_filter = ["state", "authority"]
    list_select_related = ["employer"]
    search_fields = ["number", "employer__name_en", "employer__name_ja", "employer__corporate_number"]
    readonly_fields = LIFE
    ordering = ["-id"]


class RemarkInline(admin.TabularInline):
    model = Remark
    extra = 0
    fields = ["field", "text", "at", "answered_at"]
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may look at the vacancy may read what was asked of it."""
        return request.user.has_perm("jobs.view_vacancy")


@admin.register(Vacancy)
class VacancyAdmin(WithTimeline):
    timeline_words = KINDS
    list_display = ["reference", "title_en", "title_ja", "employer", "seats_taken", "seats", "closes_on", *LIFE]
    list_filter = ["state", "prefecture", "field"]
    list_select_related = ["employer"]
    search_fields = ["reference", "title_en", "title_ja", "employer__name_en", "employer__name_ja"]
    readonly_fields = ["reference", "published_at", "seats_taken", *LIFE]
    inlines = [RemarkInline]
    ordering = ["-id"]


@admin.register(Prefecture)
class PrefectureAdmin(ReadOnly):
    list_display = ["code", "name_en", "name_ja", "name_ur", "region_en"]
    search_fields = ["code", "name_en", "name_ja"]


@admin.register(MinimumWage)
class MinimumWageAdmin(admin.ModelAdmin):
    list_display = ["prefecture", "valid_from", "yen_per_hour", "is_provisional"]
    list_filter = ["is_provisional", "valid_from"]
    list_select_related = ["prefecture"]
    search_fields = ["prefecture__name_en", "prefecture__name_ja"]


class FieldOpeningInline(admin.TabularInline):
    model = FieldOpening
    extra = 0


@admin.register(SswField)
class SswFieldAdmin(ReadOnly):
    """The fields themselves come with a release; their dated switches are entered here by whoever has the permission."""

    list_display = ["name_en", "name_ja", "fee_placement_allowed", "dispatch_allowed"]
    search_fields = ["code", "name_en", "name_ja"]
    inlines = [FieldOpeningInline]


@admin.register(FieldOpening)
class FieldOpeningAdmin(admin.ModelAdmin):
    list_display = ["field", "valid_from", "state"]
    list_filter = ["state", "field"]
    list_select_related = ["field"]


@admin.register(ExchangeRate)
class ExchangeRateAdmin(admin.ModelAdmin):
    """A new day is a new row: what candidates were shown before stays on record."""

    list_display = ["valid_from", "rupees_per_yen", "source"]


@admin.register(Skill)
class SkillAdmin(ReadOnly):
    """The vocabulary comes with a release."""

    list_display = ["code", "group", "name_en", "name_ja", "name_ur", "isco", "field"]
    list_filter = ["group", "field"]
    list_select_related = ["field"]
    search_fields = ["code", "name_en", "name_ja", "name_ur", "words__word"]
