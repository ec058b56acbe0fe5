"""Beat's errand for the records; running it twice, or side by side, changes nothing."""

import time

from celery import shared_task

from records.logs import LOGS
from records.seals import seal

SLICE = 30.0  # seconds


@shared_task(time_limit=60)
def seal_logs() -> None:
    """Seal what came since the last time, log by log; a log in which somebody writes for long waits for the next round."""
    ends = time.monotonic() + SLICE
    for each in LOGS.values():
        seal(each, ends=ends)
