"""Help, questions, reports; below the language prefix."""

from django.urls import path

from support.views import guides, questions, reports

app_name = "support"
urlpatterns = [
    path("help/ask/", questions.ask, name="ask"),
    path("help/asked/", questions.asked_page, name="asked"),
    path("help/answer/", questions.look, name="look"),
    path("help/answer/read/", questions.opened, name="opened"),
    path("help/questions/", questions.questions, name="questions"),
    path("help/questions/<uuid:public_id>/", questions.question, name="question"),
    path("help/questions/<uuid:public_id>/close/", questions.close, name="close"),
    path("help/file/<uuid:public_id>/", questions.file, name="file"),
    path("help/<slug:slug>/", guides.guide, name="guide"),
    path("report/", reports.report, name="report"),
    path("report/sent/", reports.reported, name="reported"),
]
