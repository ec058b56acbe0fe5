"""The personal link: from the letter to the registered company, once, for thirty days; and the first vacancy."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.redact import hide_links
from jobs import transitions as jobs
from jobs.models import Employer
from notifications.letters import written
from notifications.models import Message
from outreach import transitions
from outreach.models import Lead, LeadInvitation
from outreach.reactions import link_its_lead, move_its_lead
from outreach.registering import use
from tests.jobs.factories import EmployerFactory, VacancyFactory, corporate_number
from workflow.models import Entry
from workflow.steps import Refused


@pytest.fixture
def link(lead, ken, letters):
    """The path in the letter."""
    transitions.invite(lead, by=ken)
    return re.search(r"http://[^/]+(/ja/invited/\S+/)", letters()[-1].body).group(1)


def refresh(lead):
    return Lead.objects.get(pk=lead.pk)


@pytest.mark.parametrize("language", ["ja", "en", "ur"])
def test_the_letter_speaks_the_language_that_was_chosen(lead, ken, letters, language):
    transitions.invite(lead, by=ken, language=language)
    letter = letters()[-1]
    assert (letter.address, letter.language, letter.channel) == ("mori@midori.example.org", language, "email")
    assert ("株式会社みどり" if language == "ja" else "Midori Inc.") in letter.body
    assert ("Mori Yuki" in letter.body, "Ken Tanaka" in letter.body, f"/{language}/invited/" in letter.body) == (True, True, True)
    assert refresh(lead).state == "contacted"


def test_the_letter_is_harmless_with_hostile_words():
    values = {"company": "X\nBcc: a@b", "name": "A\r\n\u202eB", "by": "K", "until": timezone.now().date(), "link": "http://x/"}
    subject, body = written("company_invited", "ja", values)
    assert "\n" not in subject
    assert ("\u202e" in body, "\nBcc" in body) == (False, False)


def test_only_the_digest_is_kept_and_a_new_link_ends_the_old_one(client, lead, ken, link, letters):
    token = link.split("/")[3]
    row = LeadInvitation.objects.get()
    assert token.encode() not in bytes(row.token_hash)
    assert timedelta(days=29) < row.expires_at - timezone.now() <= timedelta(days=30)
    assert client.get(link).status_code == 200
    transitions.invite(lead, by=ken)
    assert client.get(link).status_code == 410
    assert [entry.data for entry in Entry.objects.about(lead).filter(kind="lead.invite")] == [{"language": "ja"}] * 2


def test_the_link_fills_the_sign_up_and_looking_writes_nothing(client, lead, link):
    before = LeadInvitation.objects.values_list("used_at", "expires_at").get()
    assert "株式会社みどり" in client.get(link).text
    assert LeadInvitation.objects.values_list("used_at", "expires_at").get() == before
    assert "mori@midori.example.org" not in client.get("/ja/accounts/signup/employer/").text
    page = client.post(link, follow=True)
    assert page.redirect_chain[-1][0] == "/ja/accounts/signup/employer/"
    assert ("mori@midori.example.org" in page.text, "Mori Yuki" in page.text) == (True, True)


PASSWORD = "correct horse battery staple"
EMAIL = "mori@midori.example.org"


def come_in(client, link, email=EMAIL):
    """From the button behind the link through sign-up and code to an account, as a person would."""
    page = client.post(link, follow=True)
    said = {"full_name": page.context["form"].initial["full_name"], "email": email, "password": PASSWORD}
    assert client.post("/ja/accounts/signup/employer/", said).url == "/ja/accounts/code/"
    body = Message.objects.filter(address=email, channel="email").exclude(template="code_company_invited").latest("pk").body
    code = re.search(r"(?<![0-9])[0-9]{6}(?![0-9])", body).group()
    client.post("/ja/accounts/code/", {"code": code})
    return User.objects.get(email=email)


def company_form(**changes):
    return {
        "corporate_number": corporate_number(42), "name_ja": "株式会社みどり", "name_en": "Midori Inc.", "name_kana": "ミドリ",
        "postal_code": "100-0001", "prefecture": "13", "address": "東京都千代田区1-1", "industry": "IT", "employees": "20",
        "is_listed": "False", "paid_much_tax": "False", "filed_tax_report": "True",
        "declares_job_offers": "on", "declares_no_crime_ties": "on",
    } | changes  # fmt: skip


def test_the_company_that_registers_by_the_link_is_the_lead(client, lead, link, reference):
    user = come_in(client, link)
    page = client.get("/ja/employer/register/")
    assert "Midori Inc." in page.text
    answer = client.post("/ja/employer/register/", company_form())
    assert answer.status_code == 302, answer.context["form"].errors
    company, found = Employer.objects.get(), refresh(lead)
    assert (found.employer, found.contact_user, found.state) == (company, user, "agreed")
    assert LeadInvitation.objects.get().used_at is not None
    assert "company_invitation" not in client.session
    assert client.get(link).status_code == 410


def test_a_colleague_to_whom_the_letter_was_passed_on_registers_the_same_lead(client, lead, link, reference):
    user = come_in(client, link, "tani@midori.example.org")
    client.post("/ja/employer/register/", company_form())
    assert (refresh(lead).contact_user, refresh(lead).state) == (user, "agreed")


def test_a_used_or_old_or_invented_link_says_what_to_do(client, link):
    row = LeadInvitation.objects.get()
    LeadInvitation.objects.update(used_at=timezone.now())
    assert "このリンクで会社が登録されました" in client.get(link).text.replace("\u200b", "").replace("<wbr>", "")
    LeadInvitation.objects.update(used_at=None, expires_at=timezone.now() - timedelta(seconds=1))
    for path in (link, "/ja/invited/nothing/", f"/ja/invited/{'x' * 200}/"):
        for call in (client.get, client.post):
            answer = call(path)
            assert (answer.status_code, "company_invitation" in client.session) == (410, False)
    assert row.is_good


def test_a_link_that_ran_out_meanwhile_does_not_stop_the_registration(client, lead, link, reference):
    come_in(client, link)
    LeadInvitation.objects.update(expires_at=timezone.now())
    assert client.post("/ja/employer/register/", company_form()).status_code == 302
    assert refresh(lead).employer is None


def test_two_companies_do_not_share_one_link(lead, ken, link, sato):
    row = LeadInvitation.objects.get()
    first, second = EmployerFactory(), EmployerFactory()
    use(row, first, person=sato)
    use(LeadInvitation.objects.get(), second, person=sato)
    assert refresh(lead).employer == first


def test_a_company_without_the_link_is_found_by_its_number(ken, sato, reference):
    number = corporate_number(43)
    row = Lead(name_en="Midori", corporate_number=number, responsible=ken)
    transitions.add(row, by=ken)
    said = {"name_ja": "みどり", "name_en": "Midori", "prefecture_id": "13", "address": "東京都", "industry": "IT"}
    company = Employer(corporate_number=number, **said)
    entry = jobs.register(company, by=sato)
    link_its_lead(entry)
    link_its_lead(entry)
    assert (refresh(row).employer, refresh(row).state) == (company, "agreed")
    assert Entry.objects.about(row).filter(kind="lead.register").count() == 1


def test_the_first_vacancy_ends_the_work_of_a_lead(lead, company, ken):
    transitions.register(lead, employer=company)
    vacancy = VacancyFactory(employer=company, state="submitted")
    entry = Entry(kind="vacancy.submit", subject_kind="vacancy", subject_id=vacancy.pk)
    move_its_lead(entry)
    move_its_lead(entry)
    assert refresh(lead).state == "first_vacancy"
    assert Entry.objects.about(lead).filter(kind="lead.open_vacancy").count() == 1


def test_what_keeps_an_invitation_back_is_said_at_once(lead, ken, company, letters):
    lead.contact_email, lead.employer = None, company
    lead.save()
    with pytest.raises(Refused) as refused:
        transitions.invite(lead, by=ken)
    assert [reason.code for reason in refused.value.reasons] == ["lead_without_email", "lead_registered_already"]
    assert letters() == []


def test_the_token_never_stands_in_a_log():
    event = hide_links(None, "info", {"request": "GET /ja/invited/abcDEF123/ HTTP/1.1"})
    assert event == {"request": "GET /ja/invited/.../ HTTP/1.1"}
