"""The candidate's applications under /me/applications/."""

from django.urls import path

from applications.views import applying, candidate, offered, proposals, talks

app_name = "applications"
urlpatterns = [
    path("", candidate.application_list, name="list"),
    path("new/<uuid:vacancy_id>/", applying.apply, name="apply"),
    path("<uuid:public_id>/", candidate.detail, name="detail"),
    path("<uuid:public_id>/motivation/", applying.motivation, name="motivation"),
    path("<uuid:public_id>/check/", applying.check, name="check"),
    path("<uuid:public_id>/sent/", applying.sent, name="sent"),
    path("<uuid:public_id>/interview/", candidate.choose, name="choose"),
    path("<uuid:public_id>/interview/other/", candidate.other_times, name="other_times"),
    path("proposals/<uuid:public_id>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:public_id>/decline/", proposals.decline, name="proposal_decline"),
    path("<uuid:public_id>/offer/document/", offered.own_document, name="offer_document"),
    path("<uuid:public_id>/offer.pdf", talks.own_offer_paper, name="offer_paper"),
    path("<uuid:public_id>/interview.ics", candidate.calendar, name="calendar"),
    path("<uuid:public_id>/offer/", candidate.offer, name="offer"),
    path("<uuid:public_id>/offer/code/", candidate.send_code, name="send_code"),
    path("<uuid:public_id>/steps/<str:name>/", candidate.step, name="step"),
]
