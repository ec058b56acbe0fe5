"""The reports inside /desk/; each page is wrapped by the admin's door (portal/admin.py)."""

from django.urls import path

from reporting.desk import fees, ledgers, monthly, pace, reach

urlpatterns = [
    path("figures/", monthly.monthly, name="desk_figures"),
    path("figures/again/", monthly.again, name="desk_figures_again"),
    path("figures/pace/", pace.pace, name="desk_pace"),
    path("figures/pace/table.<slug:form>", pace.pace_table, name="desk_pace_table"),
    path("figures/reach/", reach.reach_page, name="desk_reach"),
    path("figures/reach/table.<slug:form>", reach.cut_table, name="desk_reach_table"),
    path("figures/reach/make/", reach.make, name="desk_reach_make"),
    path("figures/<slug:what>.<slug:form>", monthly.table, name="desk_figures_table"),
    path("ledgers/", ledgers.ledger_page, name="desk_ledgers"),
    path("ledgers/again/", ledgers.again, name="desk_ledgers_again"),
    path("ledgers/make/", ledgers.make, name="desk_ledger_make"),
    path("ledgers/yearly-<int:year>.<slug:form>", ledgers.report, name="desk_yearly"),
    path("fees/", fees.book, name="desk_fees"),
    path("fees/new/", fees.new, name="desk_fee_new"),
    path("fees/<uuid:public_id>/correct/", fees.correct, name="desk_fee_correct"),
]
