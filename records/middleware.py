"""Writes down which of a few pages of the desk somebody opened: a person's page, a search, a file that leaves the house."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from records.models import Visit

Answer = Callable[[HttpRequest], HttpResponse]
PERSON, SEARCH, EXPORT = Visit.What.PERSON, Visit.What.SEARCH, Visit.What.EXPORT
WATCHED = {  # name of the address -> method and kind; looks at identity and cases opened have their own logs
    "admin:desk_counter": ("POST", SEARCH),
    "admin:desk_person": ("GET", PERSON),
    "admin:desk_cv": ("GET", PERSON),
    "admin:desk_figures_table": ("GET", EXPORT),
    "admin:desk_yearly": ("GET", EXPORT),
    "admin:kept_file_take": ("GET", EXPORT),
    "admin:desk_leads_export": ("GET", EXPORT),
    "admin:desk_programme_members": ("GET", EXPORT),
    "admin:desk_attendance_file": ("GET", EXPORT),
    "admin:desk_talent_export": ("GET", EXPORT),
    "admin:desk_records_file": ("GET", EXPORT),
    "admin:desk_records_access": ("GET", SEARCH),
}


class Visits:
    """One row before the page leaves; a row that cannot be written stops the page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        method, what = WATCHED.get(match.view_name, ("", "")) if match else ("", "")
        if method == request.method and response.status_code == 200:  # who is sent to sign in has seen nothing
            Visit.objects.create(user=request.user, what=what, page=match.view_name, subject_ref=match.kwargs.get("public_id"))
        return response
