"""Lists of people inside /desk/; each page is wrapped by the admin's door (settings.DESK_PAGES)."""

from django.urls import path

from exports.desk import pages

urlpatterns = [
    path("exports/", pages.exports, name="exports"),
    path("exports/new/", pages.new, name="export_new"),
    path("exports/<uuid:public_id>/", pages.one, name="export"),
    path("exports/<uuid:public_id>/cancel/", pages.cancel, name="export_cancel"),
    path("exports/<uuid:public_id>/file/<slug:form>/", pages.file, name="export_file"),
]
