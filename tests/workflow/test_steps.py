import pytest

from accounts.roles import OEC, Role
from workflow.steps import Reason, Refused, find, open_steps, step

TABLE = (
    step("send", "packed", "sent", {"sender"}, on_behalf={"clerk"}),
    step("refuse", "sent", "back", {"receiver"}),
    step("refuse", "packed", "torn", {"sender"}),
)


def test_open_steps_are_the_buttons_of_a_role():
    assert [row.name for row in open_steps(TABLE, state="packed", role="sender")] == ["send", "refuse"]


def test_find_gives_the_row_of_this_role_and_state():
    assert find(TABLE, "refuse", state="sent", role="receiver").target == "back"


@pytest.mark.parametrize(
    ("name", "state", "role", "code"),
    [
        ("send", "packed", "receiver", "step_not_yours"),
        ("send", "sent", "sender", "step_not_open"),
        ("fly", "packed", "sender", "step_not_yours"),
    ],
)
def test_find_refuses_and_says_why(name, state, role, code):
    with pytest.raises(Refused) as refusal:
        find(TABLE, name, state=state, role=role)
    assert refusal.value.reasons == (Reason(code),)


def test_a_clerk_may_send_for_the_sender_only_where_the_table_says_so():
    assert find(TABLE, "send", state="packed", role="sender", actor="clerk").target == "sent"
    with pytest.raises(Refused):
        find(TABLE, "refuse", state="packed", role="sender", actor="clerk")


def test_a_refusal_prints_its_sentences():
    assert "not yours" in str(Refused(Reason("step_not_yours")))


def test_roles_are_the_exact_words_of_the_partners():
    assert {role.value for role in Role} == {"candidate", "employer", "oec_officer", "oec_supervisor", "inter_ses", "operator", "auditor"}
    assert {"oec_officer", "oec_supervisor"} == OEC
