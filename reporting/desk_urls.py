"""The reports inside /desk/; each page is wrapped by the admin's door (portal/admin.py)."""

from django.urls import path

from reporting.desk import ledgers, monthly

urlpatterns = [
    path("figures/", monthly.monthly, name="desk_figures"),
    path("figures/again/", monthly.again, name="desk_figures_again"),
    path("figures/ledger-<int:year>.<slug:form>", ledgers.ledger, name="desk_ledger"),
    path("figures/<slug:what>.<slug:form>", monthly.table, name="desk_figures_table"),
]
