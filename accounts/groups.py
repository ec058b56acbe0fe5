"""What each role may see and change in the admin. The sign-in backend reads this table: nothing is copied, nothing drifts."""

from functools import cache

from accounts.roles import Role


def _view(*models: str) -> frozenset[str]:
    """The permission to look at each of these models ("app.model")."""
    return frozenset(f"{app}.view_{model}" for app, model in (name.split(".") for name in models))


def _change(*models: str) -> frozenset[str]:
    """The permissions to look at and change each of these models."""
    return _view(*models) | frozenset(f"{app}.change_{model}" for app, model in (name.split(".") for name in models))


PLACES = ("accounts.party", "accounts.membership")
WORK = (
    "jobs.employer",
    "jobs.demandletter",
    "jobs.vacancy",
    "jobs.prefecture",
    "jobs.minimumwage",
    "jobs.sswfield",
    "jobs.fieldopening",
    "jobs.exchangerate",
    "jobs.skill",
    "applications.application",
    "applications.consent",
    "applications.interview",
    "applications.offer",
    "candidates.profile",
    "candidates.evidence",
    "candidates.district",
    "departure.departure",
    "support.office",
    "support.guidepage",
    "reviews.decision",
    "workflow.entry",
    "workflow.holiday",
    "workflow.term",
)
HELP = frozenset({"support.add_guidepage", "support.change_guidepage", "support.view_guidepage"})
OFFICES = frozenset({"support.add_office", "support.change_office"})
MACHINE = (
    "workflow.reaction",
    "workflow.heartbeat",
    "workflow.holiday",
    "workflow.term",
    "notifications.message",
    "notifications.attempt",
    "api.apikey",
)
OF_ROLE: dict[str, frozenset[str]] = {
    Role.OEC_OFFICER: _view("accounts.user", *PLACES, *WORK, "notifications.message") | HELP,
    Role.OEC_SUPERVISOR: _view("accounts.user", *PLACES, *WORK, "notifications.message")
    | HELP
    | OFFICES
    | _change("workflow.holiday", "workflow.term", "jobs.fieldopening", "jobs.exchangerate")
    | {"jobs.add_exchangerate"},
    Role.INTER_SES: _view(*PLACES, *WORK, "notifications.message") | HELP,
    Role.AUDITOR: _view("accounts.user", *PLACES, *WORK, "notifications.message", "vault.accessrecord"),
    Role.OPERATOR: _view(*PLACES, *MACHINE)
    | _change("accounts.user", "accounts.invitation", "workflow.holiday", "workflow.term", "workflow.reaction", "notifications.message")
    | frozenset({"accounts.add_invitation", "workflow.add_holiday", "workflow.add_term"}),
}


@cache
def permissions_of(role: str) -> frozenset[str]:
    """Every permission of this role; none for those who have no desk."""
    return OF_ROLE.get(Role(role), frozenset())
