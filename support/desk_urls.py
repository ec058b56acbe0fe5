"""Questions and reports inside /desk/; each page is wrapped by the admin's door (portal/admin.py)."""

from django.urls import path

from support.desk import questions, reports

urlpatterns = [
    path("questions/", questions.questions, name="desk_questions"),
    path("questions/<uuid:public_id>/", questions.question, name="desk_question"),
    path("questions/<uuid:public_id>/<slug:name>/", questions.question_step, name="desk_question_step"),
    path("reports/", reports.reports, name="desk_reports"),
    path("reports/<uuid:public_id>/", reports.report, name="desk_report"),
    path("reports/<uuid:public_id>/photo/", reports.photo, name="desk_report_photo"),
    path("reports/<uuid:public_id>/<slug:name>/", reports.report_step, name="desk_report_step"),
]
