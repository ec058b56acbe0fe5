"""The portal's own pages, below the language prefix."""

from django.urls import path

from portal import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("help/", pages.help_page, name="help"),
    path("fees/", pages.fees, name="fees"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("styleguide/", pages.styleguide, name="styleguide"),
]
