from tests.authz.matrix import Matrix
def test_mine(world):
    report = Matrix(world, is_full=True).run(("candidates:resume",))
    print(f"{report.probes} probes, {dict(sorted(report.statuses.items()))}")
    print(report.brief(), [str(f) for f in report.closed()])
    assert report.brief() == "" and report.closed() == []
