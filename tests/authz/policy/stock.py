# ruff: noqa: E501 - tables read better as tables
"""The stock admin."""

from tests.authz.policy.rules import Row, both, desk, either, nobody, oec, operator, partners, readers, roles, sent

# The stock admin: model -> who looks at which rows. Nobody adds, deletes or changes, but for the few lines below.
sent_or_reader = both(readers, sent)
LOOKS = {
    "accounts_user": either(oec, roles("auditor"), operator), "accounts_party": desk, "accounts_membership": desk, "accounts_invitation": operator,
    **{f"jobs_{model}": readers for model in ("employer", "demandletter", "vacancy", "prefecture", "minimumwage", "sswfield", "fieldopening", "exchangerate", "skill")},
    "applications_application": sent_or_reader, "applications_interview": readers, "applications_offer": readers,
    "support_office": readers, "support_guidepage": readers,
    "departure_departure": readers, "workflow_entry": readers, "workflow_holiday": desk, "workflow_term": desk,
    "workflow_reaction": operator, "workflow_heartbeat": operator,
    "applications_consent": readers,
    "candidates_district": readers,
    "reviews_decision": readers,
    "api_apikey": operator,
    "candidates_profile": partners, "candidates_evidence": oec,
    "notifications_message": desk, "vault_accessrecord": roles("auditor"),
    "auth_group": nobody, "account_emailaddress": nobody, "mfa_authenticator": nobody, "usersessions_usersession": nobody,
}  # fmt: skip
CHANGES = {
    "workflow_holiday": either(operator, roles("oec_supervisor")), "workflow_term": either(operator, roles("oec_supervisor")),
    "support_office": roles("oec_supervisor"), "support_guidepage": partners,
    "jobs_fieldopening": roles("oec_supervisor"), "jobs_exchangerate": roles("oec_supervisor"), "accounts_user": operator,
}  # fmt: skip
ACTS = {name: operator for name in ("notifications_message", "workflow_reaction", "api_apikey")}  # an action of the list
ADDS = {
    "jobs_exchangerate": roles("oec_supervisor"),
    "support_office": roles("oec_supervisor"),
    "support_guidepage": partners,
    "accounts_invitation": operator,
    "workflow_holiday": operator,
    "workflow_term": operator,
}
LISTS = {
    "candidates_profile": readers,
    "candidates_evidence": readers,
    "reviews_decision": readers,
}  # the list opens, empty where nothing may be seen
MAY_BE_ABSENT = ("admin:vault_accessrecord",)  # allowed to the auditor; its page comes with its own issue
# Doors that answer 404 until something more is asked of them; the health page answers 503 where no worker runs.
ASK_MORE = ("healthz", "admin:autocomplete", "admin:view_on_site", "admin:catch_all", *MAY_BE_ABSENT)


def stock(model: str) -> dict[str, Row]:
    """The five pages of one model."""
    looks, changes, adds = LOOKS[model], CHANGES.get(model, nobody), ADDS.get(model, nobody)
    return {
        f"admin:{model}_changelist": Row(sees=LISTS.get(model, looks), takes=ACTS.get(model, changes)),
        f"admin:{model}_change": Row(model, sees=looks, takes=changes),
        f"admin:{model}_history": Row(model, sees=looks),
        f"admin:{model}_add": Row(sees=adds, takes=adds),
        f"admin:{model}_delete": Row(model, sees=nobody, takes=nobody),
    }


STOCK = {name: row for model in LOOKS for name, row in stock(model).items()}
