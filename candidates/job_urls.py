"""The public list and page of jobs."""

from django.urls import path

from candidates.views import job, jobs

app_name = "jobs"
urlpatterns = [
    path("", jobs.job_list, name="list"),
    path("<uuid:public_id>/", job.job, name="detail"),
]
