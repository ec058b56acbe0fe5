"""A person's own data under /me/data/."""

from django.urls import path

from privacy.views import consents, copies, deletion, looks

app_name = "privacy"
urlpatterns = [
    path("", looks.home, name="home"),
    path("looked/", looks.looked, name="looked"),
    path("consents/", consents.consents, name="consents"),
    path("consents/<str:key>/", consents.take_back, name="consent"),
    path("copy/", copies.copy, name="copy"),
    path("copy/file/", copies.download, name="copy_file"),
    path("delete/", deletion.delete, name="delete"),
    path("delete/undo/", deletion.undo, name="undo"),
]
