"""The desk: the stock admin with our theme, sign-in of the house, and our own pages hung in by name."""

from collections.abc import Callable, Iterator
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.decorators import method_decorator
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

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """The stock door; somebody who is signed in and has no desk gets 403, not a second sign-in."""

        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            if "%00" in request.META.get("QUERY_STRING", "") and isinstance(getattr(view, "__self__", None), ModelAdmin):
                return redirect(f"{request.path}?e=1")  # as the stock lists answer what they cannot read; PostgreSQL takes no NUL
            return stock(request, *args, **kwargs)

        stock = super().admin_view(view, cacheable)
        door.__dict__.update(stock.__dict__)
        return door

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists for looking things up; costly, so only for the pages that show them: no page of ours has the sidebar."""
        is_shown = app_label is not None or getattr(request, "shows_lists", False)
        return super().get_app_list(request, app_label) if is_shown else []

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Today: what is due for this person, then the lists for looking things up."""
        request.shows_lists = True  # type: ignore[attr-defined]
        shown = {name: import_string(source)(request.user) for name, source in settings.DESK_TODAY.items()}
        beside = [figure for name, part in shown.items() if name != "desk" for figure in part.get("figures", [])]
        return super().index(request, {**shown, "beside": beside, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        return [*self.desk_pages(), *super().get_urls()]

    def desk_pages(self) -> Iterator[URLPattern]:
        """Our own pages, each behind the admin's own door."""
        for source in settings.DESK_PAGES:
            for pattern in import_string(source):
                pattern.callback = self.admin_view(pattern.callback)
                yield pattern

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The one sign-in page of the house, with its second factor and limits."""
        return super().login(request, extra_context)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The one password page of the house: a fresh proof, journalled, other sessions ended."""
        return redirect("account_change_password")
