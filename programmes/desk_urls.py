"""Programmes inside /desk/; each page is wrapped by the admin's door (portal/admin.py)."""

from django.urls import path

from programmes.desk import attendance, group, many, programme, programmes, quotas, sittings

urlpatterns = [
    path("quotas/", quotas.quotas, name="desk_quotas"),
    path("quotas/new/", quotas.new, name="desk_quota_new"),
    path("programmes/", programmes.index, name="desk_programmes"),
    path("programmes/new/", programmes.new, name="desk_programme_new"),
    path("programmes/<uuid:public_id>/", programme.programme, name="desk_programme"),
    path("programmes/<uuid:public_id>/change/", programmes.change, name="desk_programme_change"),
    path("programmes/<uuid:public_id>/seats/", programmes.seats, name="desk_programme_seats"),
    path("programmes/<uuid:public_id>/members/<slug:form>/", programme.members, name="desk_programme_members"),
    path("programmes/<uuid:public_id>/step/<slug:name>/", programmes.step, name="desk_programme_step"),
    path("programmes/<uuid:public_id>/groups/new/", group.new, name="desk_group_new"),
    path("programmes/<uuid:public_id>/tests/new/", sittings.new, name="desk_sitting_new"),
    path("groups/<uuid:public_id>/", group.group, name="desk_group"),
    path("groups/<uuid:public_id>/change/", group.change, name="desk_group_change"),
    path("groups/<uuid:public_id>/step/<slug:name>/", group.step, name="desk_group_step"),
    path("groups/<uuid:public_id>/offer/", many.offer_next, name="desk_group_offer"),
    path("groups/<uuid:public_id>/many/", many.many, name="desk_group_many"),
    path("groups/<uuid:public_id>/enrol/", many.enrol, name="desk_group_enrol"),
    path("groups/<uuid:public_id>/attendance/", attendance.attendance, name="desk_attendance"),
    path("groups/<uuid:public_id>/attendance/file/<slug:form>/", attendance.table, name="desk_attendance_file"),
    path("groups/<uuid:public_id>/attendance/<slug:day>/", attendance.lesson, name="desk_lesson"),
    path("groups/<uuid:public_id>/attendance/<slug:day>/sheet/", attendance.sheet, name="desk_lesson_sheet"),
    path("tests/<uuid:public_id>/", sittings.sitting, name="desk_sitting"),
    path("tests/<uuid:public_id>/people/", sittings.people, name="desk_sitting_people"),
    path("tests/booked/<uuid:public_id>/<slug:name>/", sittings.step, name="desk_booking_step"),
]
