"""Seats and the locks around them. Order: vacancy, application, candidate (reliability: fewer deadlocks, no over-filling)."""

from django.db.models import F

from applications.models import Application, Offer
from applications.states import PLACED
from candidates.models import Profile
from jobs.models import Vacancy


def locked(application: Application) -> Vacancy:
    """Hold the vacancy, the application and the candidate until the transaction ends; the vacancy as it stands now."""
    vacancy = locked_vacancy(application.vacancy_id)
    Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application.pk)
    Profile.objects.only("pk").select_for_update(of=("self",), no_key=True).get(pk=application.candidate_id)
    return vacancy


def locked_vacancy(pk: int) -> Vacancy:
    """Hold the row in which seats are counted."""
    return Vacancy.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def take_seat(vacancy: Vacancy) -> None:
    """One more seat is taken; the database refuses one too many."""
    Vacancy.objects.filter(pk=vacancy.pk).update(seats_taken=F("seats_taken") + 1)


def ended(application: Application, before: str) -> None:
    """An application left `before` for good: its seat is free, its standing offer is over."""
    if before in PLACED:
        Vacancy.objects.filter(pk=application.vacancy_id, seats_taken__gt=0).update(seats_taken=F("seats_taken") - 1)
    Offer.objects.filter(application=application).standing().update(state=Offer.State.LAPSED)
