"""One-time links stay out of the logs."""

import structlog

from accounts.redact import hide_links


def test_the_token_of_an_invitation_is_hidden():
    event = hide_links(None, "info", {"event": "request_started", "request": "GET /ur/accounts/invitation/Wg-55tv6iuh3Db4P/?x=1"})
    assert event["request"] == "GET /ur/accounts/invitation/.../?x=1"


def test_the_house_logs_through_it():
    assert hide_links in structlog.get_config()["processors"]
