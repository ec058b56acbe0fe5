"""Celery carries ids from the relay to the workers. Nothing is kept in the broker that the database does not know (docs/decisions/0002)."""

import os
from typing import Any

from celery import Celery, Task

from workflow.origin import SYSTEM, Origin, coming_from

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class FromTheSystem(Task):
    """What a task writes comes from the system itself."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with coming_from(Origin(SYSTEM)):
            return self.run(*args, **kwargs)


app = Celery("portal", task_cls=FromTheSystem)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
