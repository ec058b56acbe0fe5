"""The test of the test: each fault sown on purpose is found, and without it the same doors are quiet."""

import pytest

from tests.authz.leaks import LEAKS, private_number_confirmed
from tests.authz.matrix import Matrix
from tests.authz.test_matrix import told_by_the_check_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", LEAKS)
def test_a_sown_leak_is_found(world, monkeypatch, name):
    leak = LEAKS[name]
    leak.sow(monkeypatch)
    report = Matrix(world).run(leak.names, leak.actors)
    assert leak.rule in {finding.rule for finding in [*report.findings, *report.closed()]}, report.statuses


def test_without_leaks_the_same_doors_are_quiet(world):
    places = sorted({(leak.names, leak.actors) for leak in LEAKS.values()})
    reports = [Matrix(world).run(names, actors) for names, actors in places]
    assert [str(finding) for report in reports for finding in [*report.findings, *report.closed()]] == []


def test_a_check_page_that_confirms_private_numbers_is_found(world, monkeypatch):
    private_number_confirmed(monkeypatch)
    assert told_by_the_check_page(world) != []
