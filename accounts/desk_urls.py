"""Second signatures inside /desk/; each page is wrapped by the admin's door (settings.DESK_PAGES)."""

from django.urls import path

from accounts.desk import closures, seconds

urlpatterns = [
    path("closures/", closures.both, name="closures"),
    path("closures/<uuid:public_id>/", closures.house, name="closures_of"),
    path("closures/<uuid:public_id>/back/", closures.back, name="closure_back"),
    path("second/", seconds.seconds, name="second_list"),
    path("second/invite/", seconds.invite, name="second_invite"),
    path("second/ask/<slug:matter>/<uuid:public_id>/", seconds.ask, name="second_ask"),
    path("second/<uuid:public_id>/", seconds.one, name="second"),
    path("second/<uuid:public_id>/<slug:step>/", seconds.answer, name="second_answer"),
]
