"""Whose desk it is, and the tables."""

import pytest

from accounts.roles import Role
from support import rules
from support.prose import to_html
from support.references import new_reference
from support.states import OPEN_REPORT, QUESTION_STEPS, REPORT_STEPS, QuestionState, ReportState
from workflow.steps import Reason, open_steps


@pytest.mark.parametrize(
    ("subject", "by_employer", "desk"),
    [
        ("application", False, "oec"),
        ("japan", False, "inter_ses"),
        ("hiring", True, "inter_ses"),
        ("account", True, "inter_ses"),
        ("staff", False, "auditor"),
        ("staff", True, "auditor"),
    ],
)
def test_desk_of(subject, by_employer, desk):
    assert rules.desk_of(subject=subject, asker_is_employer=by_employer) == desk


def test_a_report_about_oecs_own_staff_goes_past_oec():
    assert rules.desk_of_report(said_to_be="oec_staff") == "auditor"
    assert {rules.desk_of_report(said_to_be=who) for who in ("agent", "inter_ses", "employer", "unknown")} == {"oec"}


def test_a_complaint_never_leaves_the_auditor():
    assert rules.hand_over_blockers(desk="auditor", to="oec") == [Reason("complaint_stays")]
    assert rules.hand_over_blockers(desk="oec", to="auditor") == [Reason("complaint_stays")]
    assert rules.hand_over_blockers(desk="oec", to="oec") == [Reason("already_there")]
    assert rules.hand_over_blockers(desk="oec", to="inter_ses") == []


def test_an_end_needs_a_coded_reason_and_a_sentence():
    known = frozenset({"warned"})
    assert rules.outcome_blockers(outcome="", known=known, note=" ") == [Reason("outcome_missing"), Reason("finding_missing")]
    assert rules.outcome_blockers(outcome="warned", known=known, note="He was warned") == []


def test_writing_is_open_to_the_asker_in_every_state():
    assert all("write" in {row.name for row in open_steps(QUESTION_STEPS, state=state, role=Role.CANDIDATE)} for state in QuestionState)


def test_only_supervisors_and_the_auditor_take_steps_with_a_report():
    assert {role for row in REPORT_STEPS for role in row.by} == {Role.OEC_SUPERVISOR, Role.AUDITOR}
    assert {state for state in ReportState if open_steps(REPORT_STEPS, state=state, role=Role.AUDITOR)} == set(ReportState)
    assert set(OPEN_REPORT) == {ReportState.RECEIVED, ReportState.EXAMINED}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# One\n\n## Two\n\n### Three", "<h2>One</h2>\n<h2>Two</h2>\n<h3>Three</h3>\n"),
        ("- a\n- **b**", "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>\n"),
        ("[a](https://example.org)", '<p><a href="https://example.org" rel="noopener noreferrer">a</a></p>\n'),
        ("[a](http://example.org)", "<p>[a](http://example.org)</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("![a](https://example.org/a.png)", '<p>!<a href="https://example.org/a.png" rel="noopener noreferrer">a</a></p>\n'),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ('<img src=x onerror="x">', '<p>&lt;img src=x onerror="x"&gt;</p>\n'),
    ],
)
def test_prose_lets_only_a_few_tags_through(text, html):
    assert to_html(text) == html


def test_a_number_has_no_look_alike_letters():
    numbers = {new_reference("R", 2026) for _ in range(200)}
    assert len(numbers) == 200
    assert not any(set(number[7:]) & set("01OIL") for number in numbers)
