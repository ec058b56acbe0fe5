"""Lists of people, and files that the worker makes, inside /desk/; each page is wrapped by the admin's door (settings.DESK_PAGES)."""

from django.urls import path

from exports.desk import files, pages

urlpatterns = [
    path("exports/", pages.exports, name="exports"),
    path("exports/new/", pages.new, name="export_new"),
    path("exports/<uuid:public_id>/", pages.one, name="export"),
    path("exports/<uuid:public_id>/file/<slug:form>/", pages.file, name="export_file"),
    path("files/<uuid:public_id>/", files.one, name="kept_file"),
    path("files/<uuid:public_id>/cancel/", files.cancel, name="kept_file_cancel"),
    path("files/<uuid:public_id>/take/", files.take, name="kept_file_take"),
]
