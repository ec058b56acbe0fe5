"""When this happens, do that: one line per step; an empty list is a decision too. Read with the step tables (states.py)."""

from collections.abc import Callable

from applications import reactions as applications
from jobs import reactions as jobs
from notifications import letters
from workflow.models import Entry

TELL = ["write_letters"]
REACTIONS: dict[str, list[str]] = {
    "employer.register": TELL,
    "employer.verify": TELL,
    "employer.suspend": ["pause_its_vacancies", *TELL],
    "employer.reinstate": TELL,
    "demand.draft": [],
    "demand.send_for_attestation": TELL,
    "demand.enter_attestation": TELL,
    "demand.confirm_attestation": TELL,
    "demand.send_back_attestation": TELL,
    "demand.expire": TELL,
    "vacancy.draft": [],
    "vacancy.submit": TELL,
    "vacancy.vet": TELL,
    "vacancy.send_back": TELL,
    "vacancy.publish": TELL,
    "vacancy.pause": TELL,
    "vacancy.resume": TELL,
    "vacancy.close": TELL,
    "vacancy.reopen": TELL,
    "vacancy.end": ["close_its_applications", *TELL],
    "evidence.receive": [],
    "evidence.verify": TELL,
    "evidence.reject": TELL,
    "evidence.expire": TELL,
    "application.start": [],
    "application.submit": TELL,
    "application.send_back": TELL,
    "application.endorse": TELL,
    "application.refer_back": TELL,
    "application.present": TELL,
    "application.invite": TELL,
    "application.offer": TELL,
    "application.rescind": TELL,
    "application.accept": ["supersede_the_others", "close_a_full_vacancy", *TELL],
    "application.decline_offer": TELL,
    "application.not_select": TELL,
    "application.depart": TELL,
    "application.arrive": TELL,
    "application.withdraw": ["reopen_for_the_reserve", *TELL],
    "application.supersede": TELL,
    "application.restore": TELL,
    "application.close": ["reopen_for_the_reserve", *TELL],
}
FUNCTIONS: dict[str, Callable[[Entry], None]] = {
    "write_letters": letters.write_letters,
    "pause_its_vacancies": jobs.pause_its_vacancies,
    "close_its_applications": applications.close_its_applications,
    "supersede_the_others": applications.supersede_the_others,
    "close_a_full_vacancy": applications.close_a_full_vacancy,
    "reopen_for_the_reserve": applications.reopen_for_the_reserve,
}
