"""Translations and sent job sheets inside /desk/; each page is wrapped by the admin's door (portal/admin.py)."""

from django.urls import path

from jobs.desk import sheets, translations

urlpatterns = [
    path("translations/", translations.queue, name="desk_translations"),
    path("translations/<uuid:public_id>/", translations.translate, name="desk_translate"),
    path("sheets/", sheets.queue, name="desk_sheets"),
    path("sheets/<uuid:public_id>/file/", sheets.file, name="desk_sheet_file"),
    path("sheets/<uuid:public_id>/enter/", sheets.enter, name="desk_sheet_enter"),
    path("sheets/<uuid:public_id>/refuse/", sheets.refuse, name="desk_sheet_refuse"),
]
