"""Every address of the house. Pages for people carry their language in front; the desk, the API and the machines' pages do not."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from jobs.views import faces
from portal import health, pages

handler400, handler403, handler404, handler500 = (f"portal.pages.{name}" for name in ("bad_request", "denied", "not_found", "server_error"))

urlpatterns = [
    path("", pages.root, name="root"),
    path("language/<str:code>/", pages.language, name="language"),
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", faces.robots, name="robots"),
    path("sitemap.xml", faces.sitemap, name="sitemap"),
    path("sitemap-<str:number>.xml", faces.sitemap, name="sitemap_part"),
    path("desk/", admin.site.urls),
    path("api/v1/", include("api.urls")),
    *i18n_patterns(
        path("", include("portal.page_urls")),
        path("", include("support.urls")),
        path("accounts/", include("accounts.urls")),
        path("jobs/", include("jobs.face_urls")),
        path("jobs/", include("candidates.job_urls")),
        path("me/data/", include("privacy.urls")),
        path("me/", include("candidates.urls")),
        path("me/training/", include("programmes.urls")),
        path("me/applications/", include("applications.urls")),
        path("employer/", include("jobs.urls")),
        path("employer/candidates/", include("applications.employer_urls")),
        path("employer/numbers/", include("applications.numbers_urls")),
        path("invited/", include("outreach.urls")),
        path("", include("applications.open_urls")),
        path("inbox/", include("notifications.urls")),
        path("claim/", include("register.urls")),
        path("check/", include("notifications.check_urls")),
    ),
]
