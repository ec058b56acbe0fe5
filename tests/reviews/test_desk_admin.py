"""The stock admin: lists to look things up. No state is set there, nothing with a life is made or deleted there."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from accounts.models import User
from accounts.roles import DESK
from reviews.models import Decision
from tests.applications.factories import ApplicationFactory, proven_profile
from tests.jobs.factories import DemandLetterFactory
from workflow.models import Stateful

LIVES = [model for model in admin.site._registry if issubclass(model, Stateful)]


def asking(role):
    request = RequestFactory().get("/desk/")
    request.user = User(role=role, is_active=True)
    return request


@pytest.mark.parametrize("role", sorted(DESK))
@pytest.mark.parametrize("model", LIVES, ids=lambda model: model.__name__)
def test_nothing_with_a_life_is_made_or_deleted_in_the_admin(model, role):
    page, request = admin.site._registry[model], asking(role)
    assert not page.has_add_permission(request)
    assert not page.has_delete_permission(request)
    shown = [name for name in page.get_fields(request, model()) if name in ("state", "version", "owner", "due_on", "waiting_since")]
    assert set(shown) <= set(page.get_readonly_fields(request, model())) or not page.has_change_permission(request)


@pytest.mark.parametrize("role", sorted(DESK))
@pytest.mark.parametrize("model", sorted(admin.site._registry, key=lambda model: model._meta.label), ids=lambda model: model._meta.label)
def test_every_list_opens_or_is_closed(client, db, role, model):
    client.force_login(User.objects.create_user(role=role, email="desk@example.org", full_name="Desk"))
    page = admin.site._registry[model]
    expected = 200 if page.has_view_permission(asking(role)) else 403
    assert client.get(f"/desk/{model._meta.app_label}/{model._meta.model_name}/").status_code == expected


@pytest.mark.parametrize("who", ["omar", "audit"])
def test_rows_open_and_take_no_post(client, reference, request, who):
    application = ApplicationFactory(state="submitted", candidate=proven_profile())
    client.force_login(request.getfixturevalue(who))
    for row in (application, application.vacancy, application.vacancy.employer, DemandLetterFactory()):
        url = f"/desk/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"
        assert client.get(url).status_code == 200
        assert client.post(url, {"state": "ended"}).status_code == 403
        assert client.post(url.replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_decisions_are_looked_up_and_not_changed(client, reference, omar):
    application = ApplicationFactory(state="submitted")
    row = Decision.objects.create(
        subject_kind="application",
        subject_ref=application.public_id,
        step="send_back",
        version=1,
        by=omar,
        release_at=application.created_at,
    )
    client.force_login(omar)
    assert client.get(f"/desk/reviews/decision/{row.pk}/change/").status_code == 200
    assert client.post(f"/desk/reviews/decision/{row.pk}/change/", {}).status_code == 403
    assert client.get(f"/desk/reviews/decision/?q={application.public_id}").status_code == 200


def test_people_without_a_desk_are_told_so(client, db, ayesha, sato):
    for user in (ayesha, sato):
        client.force_login(user)
        assert client.get("/desk/").status_code == 403
