"""The rules of the house, checked over the whole tree: they must hold, and they must break when provoked."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.template.loader import get_template

from accounts.journal import KINDS
from accounts.states import SECOND_STEPS
from applications.states import STEPS as APPLICATION_STEPS
from applications.transitions.interviewing import REMIND
from applications.transitions.proposing import NEWS as PROPOSAL_NEWS
from candidates.news import FOUND
from candidates.states import EVIDENCE_STEPS
from jobs.sheets import NEWS as SHEET_NEWS
from jobs.states import DEMAND_STEPS, EMPLOYER_STEPS, VACANCY_STEPS
from notifications.mailing import LETTERS
from outreach.states import LEAD_STEPS
from portal.reactions import FUNCTIONS, REACTIONS
from privacy.states import COPY_STEPS, DELETION_STEPS
from programmes.news import TELL
from programmes.states import BOOKING_STEPS, GROUP_STEPS, MEMBER_STEPS, PROGRAMME_STEPS
from register.states import CLAIM_STEPS, DUPLICATE_STEPS
from reviews.deputies import NEWS as DEPUTY_NEWS
from reviews.digests import NEWS as DIGEST
from reviews.states import BATCH_STEPS
from support.states import QUESTION_STEPS, REPORT_STEPS
from workflow.models import Stateful
from workflow.reminding import NEWS as CLOCK_NEWS

HOME = Path(settings.BASE_DIR)
APPS = [
    "portal", "api", "notifications", "records", "reviews", "departure", "outreach", "programmes", "exports", "reporting",
    "applications", "register", "candidates", "jobs", "privacy", "support", "accounts", "workflow", "vault", "paper",
]  # fmt: skip
LANGUAGES = ("en", "ur", "ja")
TABLES = {
    "employer": EMPLOYER_STEPS,
    "demand": DEMAND_STEPS,
    "vacancy": VACANCY_STEPS,
    "evidence": EVIDENCE_STEPS,
    "claim": CLAIM_STEPS,
    "duplicate": DUPLICATE_STEPS,
    "application": APPLICATION_STEPS,
    "question": QUESTION_STEPS,
    "report": REPORT_STEPS,
    "lead": LEAD_STEPS,
    "second": SECOND_STEPS,
    "batch": BATCH_STEPS,
    "programme": PROGRAMME_STEPS,
    "group": GROUP_STEPS,
    "member": MEMBER_STEPS,
    "booking": BOOKING_STEPS,
    "copy": COPY_STEPS,
    "deletion": DELETION_STEPS,
}
BIRTHS = {
    "claim.open", "duplicate.propose", "employer.register", "demand.draft", "vacancy.draft", "evidence.receive", "application.start",
    "question.ask", "report.receive", "lead.add", "copy.ask", "deletion.ask", "second.ask", "batch.decide",
    "programme.plan", "group.plan", "member.ask", "member.add", "booking.book",
}  # fmt: skip


def sources() -> list[Path]:
    return [path for app in APPS for path in sorted((HOME / app).rglob("*.py")) if "migrations" not in path.parts]


def functions(path: Path):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_every_step_of_every_table_has_its_line_of_reactions():
    steps = {f"{kind}.{row.name}" for kind, table in TABLES.items() for row in table}
    assert set(REACTIONS) == steps | BIRTHS | KINDS | {FOUND, REMIND, TELL, *PROPOSAL_NEWS, *SHEET_NEWS, *CLOCK_NEWS, *DEPUTY_NEWS, DIGEST}


def test_every_reaction_has_its_function_and_every_letter_its_line():
    assert {name for names in REACTIONS.values() for name in names} == set(FUNCTIONS)
    assert set(LETTERS) == {kind for kind, names in REACTIONS.items() if "write_letters" in names}


@pytest.mark.parametrize("name", sorted({letter.name for letters in LETTERS.values() for letter in letters}))
def test_every_letter_stands_in_three_languages(name):
    for language in LANGUAGES:
        get_template(f"notifications/{name}.{language}.txt")


# Rows with a state but without a table of steps: the partners' steps do not move them.
OTHER_STATES = {
    "notifications/delivery.py": "messages",
    "jobs/transitions/versions.py": "versions",
    "vault/store.py": "files",
    "vault/intake.py": "files",
    "applications/transitions/hiring.py": "offers",
    "applications/transitions/seats.py": "offers",
    "applications/transitions/proposing.py": "proposals",
}


def test_a_state_is_set_only_in_advance():
    assert len([model for model in apps.get_models() if issubclass(model, Stateful)]) == len(TABLES)
    wrong, step_by_step = (
        re.compile(r"\.state = |\bupdate\([^)]*\bstate="),
        re.compile(r"Application|Vacancy|Employer|DemandLetter|Evidence|Member|Group|Booking"),
    )
    found = []
    for path in sources():
        name = str(path.relative_to(HOME))
        lines = [line for line in path.read_text().splitlines() if wrong.search(line)]
        found += [f"{name}: {line}" for line in lines if name not in OTHER_STATES or step_by_step.search(line)]
    assert found == []


def test_no_file_has_more_than_400_lines():
    assert [str(path) for path in sources() if len(path.read_text().splitlines()) > 400] == []


def test_no_function_has_more_than_25_lines_of_code():
    long = []
    for path in sources():
        for node in functions(path):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            if (node.end_lineno or 0) - first.lineno + 1 > 25:
                long.append(f"{path.relative_to(HOME)}:{node.name}")
    assert long == []


def test_nothing_is_called_utils():
    banned = {"utils", "common", "helpers", "base", "manager", "service", "services", "misc"}
    assert [str(path) for path in sources() if path.stem in banned] == []


def test_signals_generic_keys_and_dangerous_calls_are_absent():
    banned = re.compile(r"django\.dispatch|GenericForeignKey|mark_safe|\beval\(|pickle\.|shell=True|\.extra\(|RawSQL")
    allowed = {"shell.py"}
    found = [
        f"{path.relative_to(HOME)}:{n}"
        for path in sources()
        for n, line in enumerate(path.read_text().splitlines(), 1)
        if banned.search(line) and path.name not in allowed
    ]
    assert found == []


def test_every_stateful_model_has_a_database_guard_and_a_visible_to():
    for model in apps.get_models():
        if model._meta.app_label in APPS and issubclass(model, Stateful):
            assert hasattr(model.objects.all(), "visible_to"), model
            assert any(isinstance(row, models.CheckConstraint) for row in model._meta.constraints), model


def test_no_migration_is_missing(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


PROVOCATIONS = [
    ("jobs/transitions/vacancy.py", "import applications.models", "floors"),
    ("workflow/advance.py", "import accounts.models", "floors"),
    ("jobs/models/vacancy.py", "import jobs.transitions", "rooms"),
    ("jobs/wages.py", "import jobs.models", "pure"),
    ("workflow/clock.py", "import django.utils.timezone", "pure"),
]


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    tree = tmp_path_factory.mktemp("house")
    for app in APPS:
        shutil.copytree(HOME / app, tree / app, ignore=shutil.ignore_patterns("__pycache__", "data", "migrations"))
    shutil.copy(HOME / "pyproject.toml", tree)
    return tree


@pytest.mark.slow
def test_the_import_contracts_hold(copy):
    answer = lint(copy)
    assert answer.returncode == 0, answer.stdout[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize(("file", "line", "contract"), PROVOCATIONS)
def test_the_import_contracts_break_when_provoked(copy, file, line, contract):
    target = copy / file
    before = target.read_text()
    target.write_text(f"{before}\n{line}\n")
    try:
        answer = lint(copy)
    finally:
        target.write_text(before)
    assert answer.returncode == 1
    assert re.search(rf"^{contract}.*BROKEN", answer.stdout, re.MULTILINE), answer.stdout[-2000:]
