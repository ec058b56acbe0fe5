"""The nervous system: steps, journal, reactions, relay and clock. It knows no noun of ours."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "workflow"

    def ready(self) -> None:
        from workflow.origin import tell_the_database
        from workflow.own_words import WORDS
        from workflow.words import register

        register(WORDS)
        tell_the_database()
