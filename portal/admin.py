"""The desk: the stock admin with our theme, sign-in of the house, and our own pages hung in by name."""

from collections.abc import Iterator

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.roles import DESK


class DeskSite(AdminSite):
    """Where OEC, Inter-SES, operator and auditor work. Queue and decision pages come from settings.DESK_PAGES."""

    site_header = site_title = _("Review desk")
    index_title = _("Today")
    enable_nav_sidebar = False
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "role", None) in DESK)

    def get_urls(self) -> list[URLPattern]:
        return [*self.desk_pages(), *super().get_urls()]

    def desk_pages(self) -> Iterator[URLPattern]:
        """Our own pages, each behind the admin's own door."""
        for source in settings.DESK_PAGES:
            for pattern in import_string(source):
                pattern.callback = self.admin_view(pattern.callback)
                yield pattern


DeskSite.login = secure_admin_login(DeskSite.login)  # type: ignore[method-assign]
