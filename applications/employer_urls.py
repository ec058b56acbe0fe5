"""Recommended candidates under /employer/candidates/."""

from django.urls import path

from applications.views import employer

app_name = "employer_candidates"
urlpatterns = [
    path("", employer.candidate_list, name="list"),
    path("<uuid:public_id>/", employer.detail, name="detail"),
    path("<uuid:public_id>/invite/", employer.invite, name="invite"),
    path("<uuid:public_id>/offer/", employer.offer, name="offer"),
    path("<uuid:public_id>/not-select/", employer.not_select, name="not_select"),
    path("<uuid:public_id>/rescind/", employer.rescind, name="rescind"),
]
