"""The OpenAPI document is whole, and what it says is true: generated calls, on things that exist, as each role."""

from io import StringIO

import hypothesis
import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from accounts import limits
from api.keys import issue
from portal.wsgi import application as house
from tests.applications.factories import OfferFactory
from tests.jobs.factories import VacancyFactory

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FEW = hypothesis.settings(
    max_examples=2, deadline=None, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def test_the_document_is_valid_and_warns_of_nothing(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yml"), stderr=StringIO())


def test_everybody_may_read_the_document(db):
    answer = Client().get("/api/v1/schema/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["openapi"][0]) == (200, "3")
    assert "/api/v1/vacancies/" in answer.json()["paths"]


@pytest.fixture(scope="module")
def document():
    """What the document promises, to be called in this process."""
    schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(public=True))
    schema.app = house
    return schema


@pytest.fixture
def _one_connection():
    """The whole house in one transaction, as Django's own test client does it: a request does not close the connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def things(applied, opening, company):
    """One thing of each kind, by the first part of its address."""
    application = applied("presented")
    offer = OfferFactory(application=application, state="proposed", made_by=application.candidate.user)
    draft = VacancyFactory(employer=company, state="draft")
    rows = {"applications": application, "offers": offer, "vacancies": draft, "employers": company, "presented": application}
    return rows | {"demand-letters": opening.demand_letter, "evidence": application.candidate.evidence.first()}


@pytest.mark.slow
@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("who", ["", "ayesha", "sato", "omar"])
def test_generated_calls_keep_every_promise(document, things, who, request, monkeypatch):
    for kind in ("api.read", "api.steps"):
        monkeypatch.setitem(limits.LIMITS, kind, limits.Limit(1_000_000, 60))
    headers = {"Accept-Encoding": "identity"}
    if who:
        headers["Authorization"] = f"Bearer {issue(request.getfixturevalue(who), 'test')}"
    for found in document.get_all_operations():
        keeps_its_promise(found.ok(), things, headers)


def keeps_its_promise(operation, things, headers):
    """A few generated calls of one operation on a thing that exists."""
    kind = operation.path.split("/")[3]

    @hypothesis.given(case=operation.as_strategy())
    @FEW
    def keeps(case):
        if "public_id" in (case.path_parameters or {}):
            case.path_parameters["public_id"] = str(things[kind].public_id)
        case.validate_response(case.call(headers=headers), checks=CHECKS)

    keeps()
