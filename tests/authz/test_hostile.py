"""Whatever is sent to whatever field, nobody meets a 500 and nothing is said back as markup."""

import logging

import pytest

from tests.authz.hostile import Hostile, values_for_each_field
from tests.authz.test_matrix import AREAS, ELSEWHERE


@pytest.mark.slow
@pytest.mark.parametrize("area", [*AREAS, "elsewhere"])
def test_nothing_that_is_sent_breaks_a_page(world, area):
    hostile = Hostile(world, values=values_for_each_field())
    logging.disable(logging.CRITICAL)
    try:
        count = hostile.run(AREAS.get(area, ELSEWHERE))
    finally:
        logging.disable(logging.NOTSET)
    print(f"{area}: {count} probes")
    assert count > 10
    assert sorted({str(fault) for fault in hostile.faults}) == []
