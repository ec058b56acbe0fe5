"""The REST API, version 1."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from api import presented, views
from api.verbs import OFFER_VERBS, VERBS

app_name = "api"
READ = [kind for kind in VERBS if kind not in ("vacancies", "applications")]

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(permission_classes=[], authentication_classes=[]), name="schema"),
    path("vacancies/", views.VacancyList.as_view(), name="vacancies"),
    path("vacancies/<uuid:public_id>/", views.VacancyOne.as_view(), name="vacancies_one"),
    path("applications/", views.Applications.as_view(), name="applications"),
    path("applications/<uuid:public_id>/", views.one_view("applications").as_view(), name="applications_one"),
    path("applications/<uuid:public_id>/accept_code/", views.AcceptCode.as_view(), name="applications_accept_code"),
    path("presented/", presented.PresentedList.as_view(), name="presented"),
    path("presented/<uuid:public_id>/", presented.PresentedOne.as_view(), name="presented_one"),
    path("offers/", views.Offers.as_view(), name="offers"),
    *(path(f"offers/<uuid:public_id>/{step}/", views.offer_view(step).as_view(), name=f"offers_{step}") for step in OFFER_VERBS),
    *(path(f"{kind}/", views.list_view(kind).as_view(), name=kind) for kind in READ),
    *(path(f"{kind}/<uuid:public_id>/", views.one_view(kind).as_view(), name=f"{kind}_one") for kind in READ),
    *(
        path(f"{kind}/<uuid:public_id>/{step}/", views.step_view(kind, step).as_view(), name=f"{kind}_{step}")
        for kind, (_model, _out, verbs) in VERBS.items()
        for step in verbs
    ),
    path("<path:path>", views.Nowhere.as_view(), name="nowhere"),
]
