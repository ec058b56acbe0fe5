"""The candidate's own pages under /me/."""

from django.urls import path

from candidates.views import documents, home, profile

app_name = "candidates"
urlpatterns = [
    path("", home.home, name="home"),
    path("profile/", home.profile_tasks, name="profile"),
    *(path(f"profile/{name}/", profile.page, {"name": name}, name=name) for name in profile.PAGES),
    *(path(f"profile/{name}/", profile.listing, {"name": name}, name=name) for name in profile.LISTS),
    *(path(f"profile/{name}/new/", profile.entry, {"name": name}, name=f"{name}_new") for name in profile.LISTS),
    *(path(f"profile/{name}/<uuid:public_id>/", profile.entry, {"name": name}, name=f"{name}_edit") for name in profile.LISTS),
    *(path(f"profile/{name}/<uuid:public_id>/remove/", profile.remove, {"name": name}, name=f"{name}_remove") for name in profile.LISTS),
    *(path(f"profile/{name}/complete/", profile.complete, {"name": name}, name=f"{name}_complete") for name in profile.LISTS),
    path("documents/", documents.documents, name="documents"),
    path("documents/new/<str:kind>/", documents.upload, name="upload"),
    path("documents/<uuid:public_id>/file/", documents.own_file, name="own_file"),
]
