"""Recommended candidates under /employer/candidates/."""

from django.urls import path

from applications.views import employer, hiring, offered, several, sheets, shortlist, talks

app_name = "employer_candidates"
urlpatterns = [
    path("", employer.candidate_list, name="list"),
    path("candidates.csv", employer.table, name="csv"),
    path("sheets.pdf", sheets.sheets, name="sheets"),
    path("invite/", several.invite_many, name="invite_many"),
    path("not-select/", several.not_select_many, name="not_select_many"),
    path("shortlists/", shortlist.shortlists, name="shortlists"),
    path("shortlists/new/", shortlist.shortlist_new, name="shortlist_new"),
    path("shortlists/<uuid:public_id>/", shortlist.shortlist, name="shortlist"),
    path("shortlists/<uuid:public_id>/close/", shortlist.shortlist_close, name="shortlist_close"),
    path("<uuid:public_id>/offer.pdf", talks.offer_paper, name="offer_paper"),
    path("<uuid:public_id>/<slug:kind>.pdf", sheets.sheet, name="sheet"),
    path("<uuid:public_id>/", employer.detail, name="detail"),
    path("<uuid:public_id>/invite/", hiring.invite, name="invite"),
    path("<uuid:public_id>/interview.ics", talks.calendar, name="calendar"),
    path("<uuid:public_id>/move/", talks.move, name="move"),
    path("<uuid:public_id>/outcome/", talks.outcome, name="outcome"),
    path("<uuid:public_id>/offer/", hiring.offer, name="offer"),
    path("<uuid:public_id>/offer/document/", offered.document, name="offer_document"),
    path("<uuid:public_id>/not-select/", hiring.not_select, name="not_select"),
    path("<uuid:public_id>/rescind/", hiring.rescind, name="rescind"),
]
