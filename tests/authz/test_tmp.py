import time, os
import pytest

pytestmark = pytest.mark.django_db
from tests.authz.matrix import Matrix


def test_w(world):
    print(len(world.marks.of), {k: len(v) for k, v in world.things.items()})
    t = time.time()
    r = Matrix(world, is_full=False).run(
        names=tuple(filter(None, os.environ.get("N", "").split(","))), actors=tuple(filter(None, os.environ.get("A", "").split(",")))
    )
    print(r.probes, time.time() - t, dict(r.statuses))
    print(r.brief())
    for f in r.closed():
        print(f)
