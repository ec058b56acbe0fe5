"""Pages of applications that need no account: the sample sheets, and a shortlist by its link."""

from django.urls import path

from applications.views import sheets, shortlist

urlpatterns = [
    path("hiring/sample/<slug:kind>.pdf", sheets.sample_sheet, name="hiring_sample"),
    path("shortlist/<str:token>/", shortlist.page, name="shortlist"),
]
