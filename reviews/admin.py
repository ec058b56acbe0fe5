"""Looking up decisions of the desk: read only. They are taken back on the desk's own pages."""

from django.contrib import admin

from reviews.models import Decision


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    list_display = ["subject_kind", "subject_ref", "step", "by", "decided_at", "release_at", "released_at", "undone_at", "refused_at"]
    list_filter = ["subject_kind", "step"]
    list_select_related = ["by"]
    list_per_page = 50
    fields = [*list_display, "version", "reason", "is_shared", "refusal"]
    readonly_fields = fields
    search_fields = ["=subject_ref"]
    ordering = ["-decided_at"]
    show_full_result_count = False

    def get_queryset(self, request):
        return Decision.objects.visible_to(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
