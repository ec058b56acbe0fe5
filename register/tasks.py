"""Periodic work of the register: imports in slices, codes for claims, what is over."""

from celery import shared_task

from register import claiming, imports, rounds, transitions


@shared_task
def work() -> None:
    """One slice of the import at work; the next one follows at once."""
    if imports.work():
        work.apply_async(retry=False)


@shared_task
def sweep() -> None:
    """Forget drafts that are over, and close claims for which nobody came."""
    claiming.sweep()
    transitions.lapse_old()


@shared_task
def look_for_pairs() -> None:
    """At night in Pakistan: who is probably one person, from where the last slice ended."""
    rounds.work()
