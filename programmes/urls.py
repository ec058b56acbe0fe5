"""The candidate's door to the language groups, under /me/training/."""

from django.urls import path

from programmes.views import training

app_name = "programmes"
urlpatterns = [
    path("", training.home, name="home"),
    path("groups/<uuid:public_id>/", training.ask, name="ask"),
    path("accept/", training.accept, name="accept"),
    path("decline/", training.decline, name="decline"),
    path("withdraw/", training.withdraw, name="withdraw"),
    path("tell/", training.tell, name="tell"),
]
