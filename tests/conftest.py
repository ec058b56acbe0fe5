"""The cast: Sato hires, Ayesha applies, Omar (OEC) and Ken (Inter-SES) review, Amna signs second, Zed must see nothing."""

from io import StringIO
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from accounts.models import Membership, Party, User
from accounts.roles import PartyKind, Role
from jobs.models import Skill

PASSWORD = "a long enough password 42"
# How long an example takes says something about the machine, nothing about the rule.
hypothesis.settings.register_profile("safeer", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("safeer")


@pytest.fixture(scope="session", autouse=True)
def _own_places(tmp_path_factory):
    """Keys and files of this run stay in this run."""
    here = tmp_path_factory.mktemp("safeer")
    settings.KEYS_DIR, settings.FILES_DIR, settings.OUTBOX_FILE = here / "keys", here / "files", here / "outbox.jsonl"
    settings.LOCAL_DIR = here
    call_command("make_keys", stdout=StringIO())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Reference data once; the guards against TRUNCATE sleep, because that is how tests empty tables."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND (tgtype & 32) > 0")
        for table, trigger in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{trigger}"')
        call_command("createcachetable", verbosity=0)
        call_command("load_reference", verbosity=0)
    assert connection.vendor == "postgresql", "the tests need PostgreSQL"


def pytest_collection_modifyitems(items):
    """Tests in tests/browser carry their mark by where they stand."""
    for item in items:
        if Path(str(item.fspath)).parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Tests that share one portal, and those that share one world, stay in one process; all others go where there is room."""
    from xdist.scheduler import LoadScopeScheduling

    class ByRoom(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            room = nodeid.split("/")[1]
            return room if room in ("browser", "authz") else nodeid

    return ByRoom(config, log)


@pytest.fixture
def reference(db):
    """Prefectures, wages, fields, districts, holidays, skills: read once for the run, and again after a test that emptied the tables."""
    if not Skill.objects.exists():
        call_command("load_reference", verbosity=0)


def person(
    role: Role, name: str, *, party: Party | None = None, language: str = "en", duty: str = Membership.Duty.MEMBER, phone: str = ""
) -> User:
    """A member of the cast, able to sign in with PASSWORD."""
    user = User.objects.create_user(
        role=role,
        email=f"{name.split()[0].lower()}@example.org",
        full_name=name,
        phone=phone,
        phone_verified=bool(phone),
        language=language,
        password=PASSWORD,
    )
    if party:
        Membership.objects.create(user=user, party=party, duty=duty)
    return user


@pytest.fixture(autouse=True)
def _quick_hasher(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _english_first():
    """A page in Urdu leaves its language with the thread; the next test begins in English."""
    translation.activate("en")


@pytest.fixture
def oec(db):
    return Party.objects.get_or_create(kind=PartyKind.OEC, defaults={"name": "Overseas Employment Corporation", "name_ja": "海外雇用公社"})[
        0
    ]


@pytest.fixture
def inter_ses(db):
    return Party.objects.get_or_create(kind=PartyKind.INTER_SES, defaults={"name": "Inter-SES", "name_ja": "インターSES"})[0]


@pytest.fixture
def omar(oec):
    return person(Role.OEC_OFFICER, "Omar Farooqi", party=oec)


@pytest.fixture
def nadia(oec):
    return person(Role.OEC_OFFICER, "Nadia Rehman", party=oec)


@pytest.fixture
def amna(oec):
    return person(Role.OEC_SUPERVISOR, "Amna Siddiqui", party=oec)


@pytest.fixture
def ken(inter_ses):
    return person(Role.INTER_SES, "Ken Tanaka", party=inter_ses, language="ja")


@pytest.fixture
def olga(db):
    return person(Role.OPERATOR, "Olga Operator")


@pytest.fixture
def audit(db):
    return person(Role.AUDITOR, "Audit Or")


@pytest.fixture
def ayesha(db):
    return person(Role.CANDIDATE, "Ayesha Khan", language="ur", phone="+923012345678")


@pytest.fixture
def bilal(db):
    return person(Role.CANDIDATE, "Bilal Ahmed", phone="+923331234567")


@pytest.fixture
def sato(db):
    party = Party.objects.create(kind=PartyKind.EMPLOYER, name="Sakura Systems", name_ja="株式会社さくらシステムズ")
    return person(Role.EMPLOYER, "Sato Hanako", party=party, language="ja", duty=Membership.Duty.OWNER)


@pytest.fixture
def zed(db):
    party = Party.objects.create(kind=PartyKind.EMPLOYER, name="Zed Works", name_ja="株式会社ゼッド")
    return person(Role.EMPLOYER, "Zed Stranger", party=party, duty=Membership.Duty.OWNER)


@pytest.fixture
def company(sato, reference):
    """Sato's verified company."""
    from tests.jobs.factories import EmployerFactory

    return EmployerFactory(party=sato.parties().get(), state="verified")


@pytest.fixture
def vacancy(company):
    """A lawful draft of Sato's company."""
    from tests.jobs.factories import VacancyFactory

    return VacancyFactory(employer=company)
