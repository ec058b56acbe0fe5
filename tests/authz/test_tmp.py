import os
import time

import pytest

from tests.authz.matrix import Matrix

pytestmark = pytest.mark.django_db
CHUNKS = [
    "api:",
    "applications:",
    "employer_candidates:",
    "employer:",
    "candidates:",
    "notifications:",
    "jobs:",
    "admin:desk",
    "admin:accounts",
    "admin:jobs",
    "admin:app",
    "admin:",
    "account,mfa,users,employer_signup,after",
    "home,root,lang,help,fees,priv,acc,style,check,outbox,healthz",
]


def test_w(world):
    only = os.environ.get("N")
    full = os.environ.get("AUTHZ") == "full"
    m = Matrix(world, is_full=full)
    for chunk in [only] if only else CHUNKS:
        t, c = time.time(), time.process_time()
        r = m.run(names=chunk.split(","), actors=tuple(filter(None, os.environ.get("A", "").split(","))))
        print("=====", chunk, r.probes, f"wall {time.time() - t:.1f} cpu {time.process_time() - c:.1f}", dict(r.statuses), flush=True)
        print(r.brief(), flush=True)
        for f in r.closed():
            print(f, flush=True)
