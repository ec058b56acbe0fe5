"""The stages of the report, by the steps that make them, and the states whose pace is measured."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STEPS = {  # the journal's kind -> the stage it makes
    "application.submit": "applied",
    "application.endorse": "endorsed",
    "application.present": "presented",
    "application.invite": "interviewed",
    "application.offer": "offered",
    "application.accept": "hired",
    "application.depart": "departed",
    "application.arrive": "arrived",
}
WORDS: dict[str, Promise] = {
    "registered": _("registered"),
    "ready": _("became ready for Japan"),
    "stock": _("ready for Japan at the end"),
    "applied": _("applied"),
    "endorsed": _("endorsed by OEC"),
    "presented": _("presented to an employer"),
    "interviewed": _("invited to an interview"),
    "offered": _("got an offer"),
    "hired": _("hired"),
    "departed": _("departed"),
    "arrived": _("arrived in Japan"),
}
OF_PEOPLE = ("registered", "ready", "stock")  # people, not applications
STOCKS = frozenset({"stock"})  # stand at the end of a month and do not add up
BY: dict[str, Promise] = {
    "province": _("Province"),
    "sex": _("Sex"),
    "field": _("Field"),
    "prefecture": _("Prefecture"),
    "employer": _("Employer"),
}
BY_PERSON = ("province", "sex")
SEXES: dict[str, Promise] = {"f": _("women"), "m": _("men"), "x": _("third gender"), "": _("not recorded")}

# state of a case -> who must act there; what the stay is called
STAYS = {
    "evidence.received": "oec",
    "application.submitted": "oec",
    "application.returned": "candidate",
    "application.endorsed": "inter_ses",
    "application.presented": "employer",
    "application.interviewing": "employer",
    "application.offered": "candidate",
    "application.accepted": "oec",
    "application.departed": "oec",
    "vacancy.submitted": "inter_ses",
    "vacancy.vetted": "oec",
}
STAY_WORDS: dict[str, Promise] = {
    "evidence.received": _("papers are checked"),
    "application.submitted": _("OEC checks the application"),
    "application.returned": _("the candidate corrects it"),
    "application.endorsed": _("Inter-SES prepares the presentation"),
    "application.presented": _("the employer reads"),
    "application.interviewing": _("interviews"),
    "application.offered": _("the candidate answers the offer"),
    "application.accepted": _("preparing to leave"),
    "application.departed": _("on the way"),
    "vacancy.submitted": _("Inter-SES vets the vacancy"),
    "vacancy.vetted": _("OEC publishes the vacancy"),
}
NEXT_STAY = {  # stage -> the wait that follows it, for the funnel
    "applied": "application.submitted",
    "endorsed": "application.endorsed",
    "presented": "application.presented",
    "interviewed": "application.interviewing",
    "offered": "application.offered",
    "hired": "application.accepted",
    "departed": "application.departed",
}
FILLED = "filled"
