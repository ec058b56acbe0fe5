import pytest
from tests.authz.matrix import Matrix
pytestmark = pytest.mark.django_db
def test_probe(world):
    report = Matrix(world, is_full=True).run(("admin:desk_walk_in","admin:desk_phone","admin:desk_identity","admin:desk_receipt","admin:desk_counter","admin:desk_person"))
    print(report.probes, dict(report.statuses))
    assert report.brief() == ""
    assert [str(finding) for finding in report.closed()] == []
