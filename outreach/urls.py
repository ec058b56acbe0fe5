"""The page behind the link of an invitation, under /<language>/invited/."""

from django.urls import path

from outreach.views import invited

app_name = "outreach"
urlpatterns = [path("<str:token>/", invited.invited, name="invited")]
