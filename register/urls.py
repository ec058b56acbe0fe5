"""Claim, without an account."""

from django.urls import path

from register.views import claim

app_name = "register"
urlpatterns = [
    path("", claim.claim, name="claim"),
    path("code/", claim.code, name="claim_code"),
    path("done/", claim.done, name="claim_done"),
    path("counter/", claim.counter, name="claim_counter"),
    path("counter/opened/", claim.opened, name="claim_opened"),
]
