"""The portal's own pages, below the language prefix."""

from django.urls import path

from candidates.views import quick
from jobs.views.hiring import hiring
from portal import pages
from support.views.guides import help_page

urlpatterns = [
    path("", pages.home, name="home"),
    path("reach/", quick.quick, name="quick"),
    path("reach/save/", quick.keep, name="quick_keep"),
    path("hiring/", hiring, name="hiring"),
    path("help/", help_page, name="help"),
    path("fees/", pages.fees, name="fees"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("styleguide/", pages.styleguide, name="styleguide"),
]
