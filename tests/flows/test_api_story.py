"""The main job, end to end, through the API: every party with its own key, every step through the same transitions."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from api.keys import issue
from applications.models import Application
from jobs.models import DemandLetter, Prefecture, Vacancy
from jobs.transitions import draft_letter, register
from tests.applications.factories import conditions, ready_profile
from tests.candidates.factories import upload
from tests.flows.settling import delivered, inbox_of, settle
from tests.jobs.factories import EmployerFactory, VacancyFactory

TODAY = timezone.now().date


class Caller:
    """One person with a key; remembers nothing, asks for the version each time."""

    def __init__(self, client, user):
        self.client, self.headers = client, {"Authorization": f"Bearer {issue(user, 'story')}", "Accept-Language": "en"}

    def get(self, path):
        return self.client.get(f"/api/v1/{path}", headers=self.headers).json()

    def step(self, kind, row, name, **body):
        row.refresh_from_db()
        answer = self.client.post(
            f"/api/v1/{kind}/{row.public_id}/{name}/",
            {"version": row.version, **body},
            content_type="application/json",
            headers=self.headers,
        )
        assert answer.status_code == 200, answer.content.decode()
        settle()
        return answer.json()


@pytest.fixture
def cast(client, sato, zed, ken, omar, amna, ayesha):
    return {user.full_name.split()[0].lower(): Caller(client, user) for user in (sato, zed, ken, omar, amna, ayesha)}


def published_vacancy(cast, sato) -> Vacancy:
    names = {"name_ja": "株式会社さくらシステムズ", "name_en": "Sakura Systems"}
    company = EmployerFactory.build(party=None, prefecture=Prefecture.objects.get(pk="13"), state="registered", **names)
    register(company, by=sato)
    cast["ken"].step(
        "employers",
        company,
        "verify",
        verified_how="Register of corporate numbers; telephone",
        verified_checks=["existence", "job_offers", "crime_ties"],
    )
    vacancy = VacancyFactory(employer=company, seats=1)
    letter = DemandLetter(employer=company, seats=1)
    draft_letter(letter, vacancies=[vacancy], by=sato)
    cast["sato"].step("demand-letters", letter, "send_for_attestation")
    cast["sato"].step("vacancies", vacancy, "submit")
    cast["ken"].step("vacancies", vacancy, "vet")
    attested = {"number": "PKT-2026-77", "authority": "pk_embassy", "attested_on": str(TODAY() - timedelta(days=3)), "seats": 1}
    cast["omar"].step("demand-letters", letter, "enter_attestation", valid_until=str(TODAY() + timedelta(days=100)), **attested)
    cast["amna"].step("demand-letters", letter, "confirm_attestation")
    cast["omar"].step("vacancies", vacancy, "publish", demand_letter=str(letter.public_id))
    return vacancy


def sent_application(cast, ayesha, vacancy, client) -> Application:
    from candidates.transitions import receive

    profile = ready_profile(ayesha)
    for kind, about in (("cnic", {}), ("degree", {"education": profile.educations.get()})):
        paper = receive(profile, upload(), kind=kind, by=ayesha, **about)
        cast["omar"].step("evidence", paper, "verify", how="original")
    answer = client.post(
        "/api/v1/applications/", {"vacancy": str(vacancy.public_id)}, content_type="application/json", headers=cast["ayesha"].headers
    )
    assert answer.status_code == 201, answer.content.decode()
    application = Application.objects.get(public_id=answer.json()["id"])
    cast["ayesha"].step("applications", application, "submit", consents=["partners", "present"])
    return application


def accepted(cast, application, client) -> str:
    path = f"/api/v1/applications/{application.public_id}/accept_code/"
    assert client.post(path, {}, content_type="application/json", headers=cast["ayesha"].headers).status_code == 204
    settle()
    code = re.search(r"\b(\d{6})\b", delivered()[-1]["body"]).group(1)
    return cast["ayesha"].step("applications", application, "accept", code=code)["state"]


@pytest.mark.django_db(transaction=True)
def test_the_main_job_through_the_api(client, cast, reference, sato, ayesha, ken, omar, amna):
    vacancy = published_vacancy(cast, sato)
    assert [row["id"] for row in client.get("/api/v1/vacancies/").json()["results"]] == [str(vacancy.public_id)]
    application = sent_application(cast, ayesha, vacancy, client)
    assert cast["sato"].get("applications/")["results"] == []
    cast["omar"].step("applications", application, "endorse")
    assert cast["sato"].get("applications/")["results"] == []
    cast["ken"].step("applications", application, "present", summary_ja="Go言語の経験が長い技術者です。")
    assert [row["candidate"] for row in cast["sato"].get("applications/")["results"]] == [application.candidate.reference]
    assert cast["zed"].get("applications/")["results"] == []
    offered = {name: str(value) if name.endswith(("_on", "_by")) else value for name, value in conditions(vacancy).items()}
    cast["sato"].step("applications", application, "offer", **offered)
    offer = cast["ken"].get("offers/")["results"][0]
    client.post(f"/api/v1/offers/{offer['id']}/assent/", {}, content_type="application/json", headers=cast["ken"].headers)
    settle()
    assert accepted(cast, application, client) == "accepted"
    vacancy.refresh_from_db()
    assert (vacancy.seats_taken, vacancy.state) == (1, "closed")
    assert inbox_of(ayesha) == [
        "evidence_verified",
        "evidence_verified",
        "application_sent",
        "application_endorsed",
        "application_presented",
        "offer_made",
        "offer_accepted",
    ]
    assert {"employer_verified", "vacancy_published", "candidate_presented", "offer_accepted_employer"} <= set(inbox_of(sato))
    languages = {line["to"]: line["subject"] for line in delivered() if line["channel"] == "email"}
    assert re.search(r"[\u0600-\u06ff]", languages[ayesha.email])
    assert re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", languages[sato.email])
