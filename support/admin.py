"""Offices and guide pages are written here by OEC and Inter-SES; questions and reports have pages of their own at the desk."""

from typing import Any

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.desk.page import show
from support.guides import keep_version
from support.models import GuidePage, GuideVersion, Office
from support.models.guide import LANGUAGES


@admin.register(Office)
class OfficeAdmin(admin.ModelAdmin):
    list_display = ["name_en", "city", "phone", "order", "is_open", "is_confirmed"]
    list_filter = ["is_open", "is_confirmed"]
    search_fields = ["name_en", "city"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    ordering = ["order"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Office.objects.visible_to(request.user)


class VersionInline(admin.TabularInline):
    model = GuideVersion
    extra = 0
    fields = readonly_fields = ["version", "at", "by", "said"]
    can_delete = False

    @admin.display(description=gettext_lazy("texts"))
    def said(self, row: GuideVersion) -> str:
        return "\n\n".join(text for text in row.texts.values() if text)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may look at the page may read its history."""
        return bool(request.user.has_perm("support.view_guidepage"))


@admin.register(GuidePage)
class GuidePageAdmin(admin.ModelAdmin):
    change_form_template = "support/desk/guide_form.html"
    list_display = ["title_en", "group", "order", "as_of", "checked_on", "native_ur", "native_ja", "is_published", "version"]
    list_filter = ["group", "is_published", "native_ur", "native_ja"]
    search_fields = ["slug", "title_en", "title_ur", "title_ja"]
    readonly_fields = ["version", "updated_at", "checked_by"]
    inlines = [VersionInline]
    fieldsets = [
        (None, {"fields": ["slug", "group", "order", "is_published", "version", "updated_at"]}),
        (
            "English",
            {
                "fields": ["title_en", "body_en"],
                "description": gettext_lazy("Headings with ##, lists with -, **bold**, links as [words](https://…)."),
            },
        ),
        ("اردو", {"fields": ["title_ur", "body_ur", "native_ur"]}),
        ("日本語", {"fields": ["title_ja", "body_ja", "native_ja"]}),
        (gettext_lazy("Facts"), {"fields": ["source", "as_of", "checked_on", "checked_by"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return GuidePage.objects.visible_to(request.user)

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return self.inlines if obj else []

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The button "Preview" shows what was typed in three languages and saves nothing."""
        if request.method == "POST" and "_preview" in request.POST:
            if not (self.has_change_permission(request) or self.has_add_permission(request)):
                return super().changeform_view(request, object_id, form_url, extra_context)
            page = self.get_object(request, object_id) if object_id else GuidePage()
            form = self.get_form(request, page, change=bool(object_id))(request.POST, instance=page)
            if form.is_valid():
                return self.preview(request, form.save(commit=False))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def preview(self, request: HttpRequest, page: GuidePage) -> HttpResponse:
        """What readers would see."""
        rows = [{"said": page.said(code), "asked": code, "is_checked": page.is_checked_in(code)} for code in LANGUAGES]
        context = {"rows": rows, "page": page}
        return show(request, "support/desk/guide_preview.html", context, title=_("Preview: nothing is saved yet"))

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: GuidePage, form: Any, change: bool) -> None:
        """Every save is a version with its writer. A shipped page that somebody changed is theirs from now on."""
        if "checked_on" in form.changed_data:
            obj.checked_by = request.user if obj.checked_on else None
        if change:
            obj.version += 1
        obj.is_as_shipped, obj.updated_at = False, timezone.now()
        super().save_model(request, obj, form, change)
        keep_version(obj, by=request.user)
        behind = [
            code
            for code in ("ur", "ja")
            if "body_en" in form.changed_data and f"body_{code}" not in form.changed_data and getattr(obj, f"body_{code}")
        ]
        if behind:
            self.message_user(
                request, _("The English text changed. Look whether the other languages still say the same."), messages.WARNING
            )
