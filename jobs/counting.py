"""How often the page of a vacancy is opened: one number a day, told by the page's own script; nobody is followed."""

from django.db import connection

from jobs.models import Vacancy
from jobs.standing import japan_today

UPSERT = (
    "INSERT INTO jobs_vacancyday (vacancy_id, day, seen) VALUES (%s, %s, 1) "
    "ON CONFLICT ON CONSTRAINT vacancy_day_once DO UPDATE SET seen = jobs_vacancyday.seen + 1"
)


def count(vacancy: Vacancy) -> None:
    """One more today in Tokyo; readers who come at once all count."""
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [vacancy.pk, japan_today()])
