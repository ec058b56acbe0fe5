"""Records inside /desk/; each page is wrapped by the admin's door (portal/admin.py)."""

from django.urls import path

from records.desk import access, case, inquiries, seals

urlpatterns = [
    path("records/", inquiries.inquiries, name="desk_records"),
    path("records/asked/<uuid:public_id>/", inquiries.inquiry, name="desk_records_inquiry"),
    path("records/asked/<uuid:public_id>/file.<slug:form>", inquiries.file, name="desk_records_file"),
    path("records/access/", access.access, name="desk_records_access"),
    path("records/seals/", seals.seals, name="desk_records_seals"),
    path("records/seals/heads.txt", seals.heads, name="desk_records_heads"),
    path("records/case/<slug:kind>/<uuid:public_id>/", case.case, name="desk_records_case"),
]
