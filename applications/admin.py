"""Looking things up at the desk: read only. What moves an application are the desk's own pages, through the same transitions."""

from django.contrib import admin

from applications.models import Application, Consent, Interview, Offer, Slot
from applications.public_words import STEP_WORDS
from workflow.admin import ReadOnly, WithTimeline


class LookUp(ReadOnly):
    """Read only, and never more than visible_to gives."""

    def get_queryset(self, request):
        return self.model.objects.visible_to(request.user)


@admin.register(Application)
class ApplicationAdmin(WithTimeline):
    timeline_words = STEP_WORDS
    list_display = ["reference", "candidate", "vacancy", "state", "owner", "waiting_since", "due_on"]
    list_filter = ["state", "owner", "close_reason"]
    list_select_related = ["candidate", "vacancy"]
    list_per_page = 50
    search_fields = ["reference", "candidate__reference", "vacancy__reference"]
    search_help_text = "OEC-…, C-…, V-…"
    date_hierarchy = "created_at"
    ordering = ["-id"]


@admin.register(Consent)
class ConsentAdmin(LookUp):
    list_display = ["candidate", "purpose", "employer", "text_version", "language", "source", "given_at", "withdrawn_at"]
    list_filter = ["purpose", "language"]
    list_select_related = ["candidate", "employer"]
    search_fields = ["candidate__reference"]
    ordering = ["-id"]


class SlotInline(admin.TabularInline):
    model = Slot
    extra = 0
    can_delete = False
    fields = readonly_fields = ["starts_at", "is_chosen"]

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Interview)
class InterviewAdmin(LookUp):
    list_display = ["application", "round", "confirmed_at", "created_at"]
    list_select_related = ["application"]
    search_fields = ["application__reference"]
    inlines = [SlotInline]
    ordering = ["-id"]


@admin.register(Offer)
class OfferAdmin(LookUp):
    list_display = ["application", "state", "base_pay", "starts_on", "answer_by", "release_on", "made_at"]
    list_filter = ["state"]
    list_select_related = ["application"]
    search_fields = ["application__reference"]
    ordering = ["-id"]
