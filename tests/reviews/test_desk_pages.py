"""Decision pages: who may open them, identity only in a claimed case, bad input, on behalf at the counter."""

import re

import pytest
from django.urls import reverse

from applications.models import Application
from candidates.states import EvidenceKind
from reviews import claims
from reviews.kinds import KINDS
from reviews.models import Claim, Decision
from tests.applications.factories import ApplicationFactory, OfferFactory, paper, proven_profile, ready_profile
from tests.candidates.factories import EvidenceFactory
from tests.jobs.factories import DemandLetterFactory, EmployerFactory, VacancyFactory
from vault.models import AccessRecord
from workflow.models import Entry, Note
from workflow.noting import note_down

LONG = "x" * 10_000


@pytest.fixture
def subjects(reference):
    """One open case of each kind."""
    application = ApplicationFactory(state="submitted", candidate=proven_profile())
    return {
        "application": application,
        "evidence": paper(ready_profile(), "cnic", state="received"),
        "vacancy": VacancyFactory(state="submitted"),
        "employer": EmployerFactory(state="registered"),
        "demand": DemandLetterFactory(state="entered"),
        "offer": OfferFactory(application=ApplicationFactory(state="presented"), state="proposed"),
    }


def case_url(kind, subject):
    return reverse("admin:desk_case", args=[kind, subject.public_id])


def opened(client, user, kind, subject):
    """The case, claimed by this user in this client."""
    client.force_login(user)
    claims.take(kind, subject.public_id, by=user)
    return case_url(kind, subject)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["omar", "amna", "ken", "audit", "olga", "ayesha", "sato"])
def test_each_role_opens_only_its_cases(client, request, subjects, kind, who):
    client.force_login(request.getfixturevalue(who))
    readers = {"omar", "amna"} if kind == "evidence" else {"omar", "amna", "ken", "audit"}
    expected = 200 if who in readers else 403
    assert client.get(case_url(kind, subjects[kind])).status_code == expected
    assert client.get(f"/desk/queue/{kind}/").status_code == expected


@pytest.mark.parametrize("kind", KINDS)
def test_every_open_case_shows_the_forms_of_its_owner_and_each_id_once(client, request, subjects, kind, omar, amna, ken):
    user = {"evidence": omar, "application": omar, "demand": amna}.get(kind, ken)
    page = client.get(opened(client, user, kind, subjects[kind])).text
    assert f"{case_url(kind, subjects[kind])}" in page
    assert 'name="version"' in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_strangers_are_sent_to_sign_in(client, subjects):
    assert client.get(case_url("vacancy", subjects["vacancy"])).status_code == 302


@pytest.mark.parametrize("who", ["audit", "olga", "ayesha", "sato"])
def test_nobody_else_decides_or_claims(client, request, subjects, who):
    client.force_login(request.getfixturevalue(who))
    application = subjects["application"]
    for name, args in {"desk_decide": ["endorse"], "desk_open": [], "desk_put_back": []}.items():
        assert client.post(reverse(f"admin:{name}", args=["application", application.public_id, *args])).status_code == 403
    assert client.post("/desk/queue/oldest/").status_code == client.get("/desk/counter/").status_code == 403
    assert not Claim.objects.exists()


def test_an_auditor_reads_the_case_without_name_forms_or_identity(client, subjects, audit):
    application = subjects["application"]
    client.force_login(audit)
    page = client.get(case_url("application", application)).text
    assert application.candidate.reference in page
    assert application.candidate.full_name not in page
    assert "desk_decide" not in page
    assert "/endorse/" not in page
    assert not AccessRecord.objects.exists()


def test_an_employers_draft_is_not_on_the_desk(client, reference, omar):
    client.force_login(omar)
    assert client.get(case_url("vacancy", VacancyFactory(state="draft"))).status_code == 404


# ── identity ──────────────────────────────────────────────────────────────────────────────────────────


def test_identity_is_shown_in_a_claimed_case_only_and_each_view_is_recorded(client, subjects, omar):
    evidence = subjects["evidence"]
    cnic = f"{evidence.profile.cnic[:5]}-{evidence.profile.cnic[5:12]}-{evidence.profile.cnic[12:]}"
    client.force_login(omar)
    assert cnic not in client.get(case_url("evidence", evidence)).text
    assert not AccessRecord.objects.exists()
    assert cnic in client.get(opened(client, omar, "evidence", evidence)).text
    record = AccessRecord.objects.get()
    assert (record.user, record.purpose, record.field) == (omar, "claimed case", "cnic+birth_date")


def test_a_colleagues_claim_opens_no_identity(client, subjects, omar, nadia):
    evidence = subjects["evidence"]
    opened(client, omar, "evidence", evidence)
    client.force_login(nadia)
    page = client.get(case_url("evidence", evidence)).text
    assert '<bdi translate="no">Omar Farooqi</bdi> is looking' in page
    assert "/verify/" not in page
    assert not AccessRecord.objects.exists()


def test_inter_ses_sees_no_identity_even_in_its_own_case(client, subjects, ken):
    application = subjects["application"]
    client.get(opened(client, ken, "application", application))
    assert not AccessRecord.objects.exists()


def test_a_page_of_a_document_wants_a_claim_and_leaves_a_record(client, reference, omar):
    evidence = EvidenceFactory()
    url = reverse("admin:desk_document_page", args=[evidence.public_id, 1])
    client.force_login(omar)
    assert client.get(url).status_code == 403
    claims.take("evidence", evidence.public_id, by=omar)
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert AccessRecord.objects.get().field == "page 1"


# ── deciding ──────────────────────────────────────────────────────────────────────────────────────────


def post(client, kind, subject, step, **data):
    return client.post(
        reverse("admin:desk_decide", args=[kind, subject.public_id, step]), {"version": getattr(subject, "version", 0)} | data
    )


def test_endorse_and_open_the_next(client, subjects, omar):
    other = ApplicationFactory(state="submitted")
    opened(client, omar, "application", subjects["application"])
    answer = post(client, "application", subjects["application"], "endorse", next="1")
    assert answer.url == case_url("application", other)
    assert claims.is_held_by(omar, "application", other.public_id)


def test_every_decision_of_the_line_goes_through_the_pages(client, subjects, omar, amna, ken):
    evidence = EvidenceFactory()
    opened(client, omar, "evidence", evidence)
    assert post(client, "evidence", evidence, "verify", how="original").status_code == 302
    opened(client, ken, "employer", subjects["employer"])
    assert (
        post(
            client,
            "employer",
            subjects["employer"],
            "verify",
            verified_how="register and phone",
            verified_checks=["existence", "job_offers", "crime_ties"],
        ).status_code
        == 302
    )
    opened(client, ken, "vacancy", subjects["vacancy"])
    assert post(client, "vacancy", subjects["vacancy"], "vet").status_code == 302
    for row, state in ((evidence, "verified"), (subjects["employer"], "verified"), (subjects["vacancy"], "vetted")):
        row.refresh_from_db()
        assert row.state == state


def test_inter_ses_objects_to_an_offer_and_the_employer_is_asked(client, subjects, ken):
    offer = subjects["offer"]
    opened(client, ken, "offer", offer)
    assert post(client, "offer", offer, "object", objection="The pay is lower than advertised.").status_code == 302
    offer.refresh_from_db()
    assert offer.state == "objected"


@pytest.mark.parametrize("data", [{}, {"note": "   "}, {"note": LONG}])
def test_sending_back_wants_a_note_of_bearable_length_and_keeps_what_was_typed(client, subjects, omar, data):
    opened(client, omar, "application", subjects["application"])
    answer = post(client, "application", subjects["application"], "send_back", **data)
    assert answer.status_code == 422
    assert not Decision.objects.exists()
    assert data.get("note", "").strip() in answer.text


@pytest.mark.parametrize("data", [{}, {"reason": "team_fit"}, {"reason": "ugly"}, {"reason": "language_level", "note": LONG}])
def test_not_selecting_wants_a_ground_of_this_role(client, subjects, omar, data):
    opened(client, omar, "application", subjects["application"])
    assert post(client, "application", subjects["application"], "not_select", **data).status_code == 422
    assert not Decision.objects.exists()


@pytest.mark.parametrize("version", ["0", "99", "", "abc", "١", "9" * 40, "-1"])
def test_an_old_or_broken_version_is_told_and_nothing_is_lost(client, subjects, omar, version):
    opened(client, omar, "application", subjects["application"])
    answer = post(client, "application", subjects["application"], "send_back", version=version, note="Bring the degree.")
    assert answer.status_code == 409
    assert "changed this a moment ago" in answer.text
    assert "Bring the degree." in answer.text


def test_a_case_decided_meanwhile_keeps_the_words_although_the_form_is_gone(client, subjects, omar, ayesha):
    application = subjects["application"]
    opened(client, omar, "application", application)
    Application.objects.filter(pk=application.pk).update(state="withdrawn", owner="", due_on=None, version=application.version + 1)
    answer = post(client, "application", application, "send_back", note="Bring the degree.")
    assert answer.status_code == 409
    assert "Bring the degree." in answer.text


def test_a_case_that_a_colleague_holds_is_not_decided(client, subjects, omar, nadia):
    application = subjects["application"]
    claims.take("application", application.public_id, by=nadia)
    client.force_login(omar)
    answer = post(client, "application", application, "endorse")
    assert answer.status_code == 409
    assert "Nadia Rehman" in answer.text
    application.refresh_from_db()
    assert application.state == "submitted"


@pytest.mark.parametrize("step", ["accept", "supersede", "nonsense", "present"])
def test_a_step_that_is_not_this_desks_is_refused(client, subjects, omar, step):
    opened(client, omar, "application", subjects["application"])
    answer = post(client, "application", subjects["application"], step, summary_ja="要約です")
    assert answer.status_code in (404, 409)
    assert not Entry.objects.about(subjects["application"]).exists()


def test_a_pending_decision_is_shown_with_undo_to_its_decider_only(client, subjects, omar, amna):
    application = subjects["application"]
    opened(client, omar, "application", application)
    post(client, "application", application, "send_back", note="Bring the degree.")
    undo = reverse("admin:desk_undo", args=[Decision.objects.get().public_id])
    assert undo in client.get(case_url("application", application)).text
    assert undo in client.get("/desk/").text
    client.force_login(amna)
    assert undo not in client.get(case_url("application", application)).text
    client.post(undo)
    assert Decision.objects.get().undone_at is None
    client.force_login(omar)
    client.post(undo)
    assert Decision.objects.get().undone_at is not None


def test_history_shows_notes_by_their_reach(client, subjects, omar, ken):
    application = subjects["application"]
    opened(client, omar, "application", application)
    post(client, "application", application, "endorse", note="Checked with the board.")
    client.force_login(ken)
    assert "Checked with the board." in client.get(case_url("application", application)).text
    note_down(application, "application.endorse", by=omar)
    Note.objects.create(entry=Entry.objects.about(application).last(), text="Only between us.", reach="own")
    assert "Only between us." not in client.get(case_url("application", application)).text
    client.force_login(omar)
    assert "Only between us." in client.get(case_url("application", application)).text


# ── operator ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_operator_sees_health_and_counts_and_nobody(client, subjects, olga, ayesha):
    client.force_login(olga)
    page = client.get("/desk/").text
    assert "Signs of life" in page
    assert "/desk/queue/" not in page
    assert "ayesha@example.org" not in page
    assert "Ayesha" not in page


# ── the counter ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def walk_in(reference, ayesha):
    return ready_profile(ayesha)


@pytest.mark.parametrize("typed", ["reference", "cnic", "phone", "urdu"])
def test_the_counter_finds_a_person_and_records_the_search(client, walk_in, omar, typed):
    plain = str(walk_in.cnic)
    who = {
        "reference": walk_in.reference.lower(),
        "cnic": plain,
        "phone": "0301 2345678",
        "urdu": "".join("۰۱۲۳۴۵۶۷۸۹"[int(c)] for c in plain),
    }[typed]
    client.force_login(omar)
    page = client.post("/desk/counter/", {"who": who})
    assert walk_in.reference in page.text
    assert "?" not in page.request["PATH_INFO"]
    assert AccessRecord.objects.get().purpose == "counter"


@pytest.mark.parametrize(("who", "status"), [("", 422), (LONG, 422), ("'; --", 200), ("35202-0000000-9", 200), ("\x00", 422)])
def test_the_counter_says_when_nobody_is_found(client, walk_in, omar, who, status):
    client.force_login(omar)
    answer = client.post("/desk/counter/", {"who": who})
    assert (answer.status_code, answer.text.count("<title>Error: ")) == (status, 1)
    assert walk_in.reference not in answer.text


def test_oec_applies_and_withdraws_for_a_person_with_the_source_on_record(client, walk_in, omar, ayesha):
    vacancy = VacancyFactory(state="published")
    client.force_login(omar)
    data = {"vacancy": vacancy.reference, "source": "walk_in", "partners": "on", "present": "on"}
    assert client.post(reverse("admin:desk_apply", args=[walk_in.public_id]), data).status_code == 302
    application = Application.objects.get(candidate=walk_in)
    url = reverse("admin:desk_behalf", args=[walk_in.public_id, application.reference, "withdraw"])
    assert client.post(url, {"source": "phone", "note": "Called"}).status_code == 302
    steps = Entry.objects.about(application).values_list("kind", "actor", "on_behalf_of", "source")
    assert list(steps)[1:] == [("application.submit", omar.pk, ayesha.pk, "walk_in"), ("application.withdraw", omar.pk, ayesha.pk, "phone")]


@pytest.mark.parametrize("change", [{"source": ""}, {"source": "rumour"}, {"vacancy": "V-NOPE"}, {"vacancy": LONG}, {"present": ""}])
def test_a_bad_form_at_the_counter_sends_nothing_and_leaves_no_draft(client, walk_in, omar, change):
    vacancy = VacancyFactory(state="published")
    client.force_login(omar)
    data = {"vacancy": vacancy.reference, "source": "walk_in", "partners": "on", "present": "on"} | change
    answer = client.post(reverse("admin:desk_apply", args=[walk_in.public_id]), {key: value for key, value in data.items() if value})
    assert answer.status_code in (409, 422)
    assert not Application.objects.exists()


def test_an_offer_is_never_accepted_on_behalf(client, walk_in, omar):
    application = ApplicationFactory(state="offered", candidate=walk_in)
    client.force_login(omar)
    assert client.post(f"/desk/counter/{walk_in.public_id}/{application.reference}/accept/", {"source": "phone"}).status_code == 404


@pytest.mark.parametrize("kind", list(EvidenceKind))
def test_the_page_of_every_kind_of_document_opens(client, reference, omar, kind):
    evidence = paper(proven_profile(), kind, state="received")
    assert client.get(opened(client, omar, "evidence", evidence)).status_code == 200
