"""The candidate's own pages under /me/."""

from django.urls import path

from candidates.views import cv, documents, home, lists, profile, resume, searches, skills

app_name = "candidates"
urlpatterns = [
    path("", home.home, name="home"),
    path("profile/", home.profile_tasks, name="profile"),
    *(path(f"profile/{name}/", profile.page, {"name": name}, name=name) for name in profile.PAGES),
    *(path(f"profile/{name}/", lists.listing, {"name": name}, name=name) for name in lists.LISTS),
    *(path(f"profile/{name}/new/", lists.entry, {"name": name}, name=f"{name}_new") for name in lists.LISTS),
    *(path(f"profile/{name}/<uuid:public_id>/", lists.entry, {"name": name}, name=f"{name}_edit") for name in lists.LISTS),
    *(path(f"profile/{name}/<uuid:public_id>/remove/", lists.remove, {"name": name}, name=f"{name}_remove") for name in lists.LISTS),
    *(path(f"profile/{name}/complete/", lists.complete, {"name": name}, name=f"{name}_complete") for name in lists.LISTS),
    path("profile/skills/", skills.skills, name="skills"),
    path("profile/skills/add/", skills.add, name="skills_add"),
    path("profile/skills/change/", skills.change, name="skills_change"),
    path("profile/cv/", cv.cv, name="cv"),
    path("profile/cv/file/", cv.own_cv, name="own_cv"),
    path("profile/cv/remove/", cv.remove, name="cv_remove"),
    path("profile/resume/", resume.resume, name="resume"),
    path("profile/resume/check/", resume.resume_check, name="resume_check"),
    path("profile/resume/forget/", resume.resume_forget, name="resume_forget"),
    path("searches/", searches.searches, name="searches"),
    path("searches/new/", searches.search_new, name="search_new"),
    path("searches/<uuid:public_id>/", searches.search_edit, name="search_edit"),
    path("searches/<uuid:public_id>/remove/", searches.search_remove, name="search_remove"),
    path("documents/", documents.documents, name="documents"),
    path("documents/new/<str:kind>/", documents.upload, name="upload"),
    path("documents/<uuid:public_id>/file/", documents.own_file, name="own_file"),
]
