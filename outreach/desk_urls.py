"""Outreach inside /desk/; each page is wrapped by the admin's door (portal/admin.py)."""

from django.urls import path

from outreach.desk import companies, lead, leads, talent

urlpatterns = [
    path("leads/", leads.leads, name="desk_leads"),
    path("leads/board/", leads.board, name="desk_leads_board"),
    path("leads/export/", leads.export, name="desk_leads_export"),
    path("leads/new/", lead.new, name="desk_lead_new"),
    path("leads/<uuid:public_id>/", lead.lead, name="desk_lead"),
    path("leads/<uuid:public_id>/change/", lead.change, name="desk_lead_change"),
    path("leads/<uuid:public_id>/<slug:name>/", lead.step, name="desk_lead_step"),
    path("companies/", companies.companies, name="desk_companies"),
    path("companies/<uuid:public_id>/", companies.company, name="desk_company"),
    path("talent/", talent.talent, name="desk_talent"),
    path("talent/export/", talent.export, name="desk_talent_export"),
]
