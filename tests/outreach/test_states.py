"""The table of stages, and how far one undo after another goes back."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.roles import Role
from outreach.names import plain_name
from outreach.states import LEAD_STEPS, OPEN, LeadState, undo_target
from workflow.steps import SYSTEM, Refused, find


@pytest.mark.parametrize(("here", "to"), list(product(LeadState, LeadState)))
def test_inter_ses_moves_a_lead_anywhere_but_where_it_is(here, to):
    for name in ("move", "undo"):
        if here == to:
            with pytest.raises(Refused):
                find(LEAD_STEPS, name, state=here, role=Role.INTER_SES, target=to)
        else:
            assert find(LEAD_STEPS, name, state=here, role=Role.INTER_SES, target=to).target == to


@pytest.mark.parametrize("role", [role for role in Role if role != Role.INTER_SES])
def test_nobody_else_takes_a_step(role):
    assert [row for row in LEAD_STEPS if role in row.by] == []


@pytest.mark.parametrize("here", LeadState)
def test_an_invitation_goes_out_until_there_is_a_vacancy(here):
    names = {row.name for row in LEAD_STEPS if here in row.sources and Role.INTER_SES in row.by}
    assert ("invite" in names) == (here in OPEN)
    assert {"change", "note", "move", "undo"} <= names


@pytest.mark.parametrize("here", LeadState)
def test_the_system_brings_every_lead_to_its_end(here):
    assert find(LEAD_STEPS, "register", state=here, role=SYSTEM).target in (LeadState.AGREED, LeadState.FIRST_VACANCY)
    if here != LeadState.FIRST_VACANCY:
        assert find(LEAD_STEPS, "open_vacancy", state=here, role=SYSTEM).target == LeadState.FIRST_VACANCY


@pytest.mark.parametrize(
    ("changes", "target"),
    [
        ([], ""),
        ([("move", "found", "met")], "found"),
        ([("invite", "found", "contacted")], "found"),
        ([("move", "found", "met"), ("undo", "met", "found")], ""),
        ([("move", "found", "met"), ("move", "met", "agreed"), ("undo", "agreed", "met")], "found"),
        ([("move", "found", "met"), ("register", "met", "agreed")], ""),
        ([("register", "met", "agreed"), ("move", "agreed", "met")], "agreed"),
    ],
)
def test_undo_goes_back_step_by_step_and_stops_at_the_system(changes, target):
    assert undo_target(changes) == target


@given(st.lists(st.sampled_from(list(LeadState)), max_size=12))
def test_as_many_undos_as_moves_lead_to_the_beginning(path):
    here, changes = LeadState.FOUND, []
    for to in path:
        changes.append(("move", here, to))
        here = to
    while target := undo_target(changes):
        changes.append(("undo", here, target))
        here = target
    assert here == LeadState.FOUND


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社さくらシステムズ", "さくらシステムズ㈱"),
        ("ＳＡＫＵＲＡ　株式会社", "sakura"),
        ("Sakura Systems Co., Ltd.", "SAKURA SYSTEMS K.K."),
        ("Sakura Systems Inc", "sakura-systems"),
    ],
)
def test_two_spellings_are_one_name(one, other):
    assert plain_name(one) == plain_name(other) != ""


def test_other_names_stay_apart():
    assert len({plain_name(name) for name in ("コーワ", "コワ", "Incline", "Corporate Works", "株式会社")}) == 5
