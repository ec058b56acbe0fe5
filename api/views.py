"""Lists, single things and steps. Every read begins with visible_to; every step goes through the same transitions as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import translation
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.roles import Role
from api.once import once
from api.permissions import Scoped, ScopedOrPublic
from api.serializers import ApplicationOut, NothingIn, OfferOut, StartIn, VacancyOut
from api.verbs import OFFER_VERBS, VERBS
from applications import transitions
from applications.models import Application, Offer
from candidates.transitions import profile_of
from jobs.models import Vacancy
from workflow.steps import Reason, Refused

RELATED = {
    "employers": ("party",),
    "demand-letters": ("employer",),
    "vacancies": ("employer", "prefecture", "field", "demand_letter"),
    "evidence": ("profile__user", "file"),
    "applications": ("candidate__user", "vacancy__employer"),
}
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "maxLength": 80, "pattern": r"^[\x20-\x7e]*$"},
    OpenApiParameter.HEADER,
    description="The same call twice has one effect and one answer.",
)


class InOwnLanguage(APIView):
    """Answers in the language of Accept-Language, else the person's own."""

    permission_classes = [Scoped]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "Accept-Language" not in request.headers and request.user.is_authenticated:
            translation.activate(request.user.language)


def rows_of(kind: str, user: Any) -> QuerySet[Any]:
    """What this person may see of a kind of thing."""
    return VERBS[kind][0].objects.visible_to(user).select_related(*RELATED[kind])


class Readable(InOwnLanguage):
    """A list or one thing of `kind`."""

    kind = ""
    lookup_field = "public_id"

    def get_queryset(self) -> QuerySet[Any]:
        return rows_of(self.kind, self.request.user)


def name_of(kind: str, more: str = "") -> str:
    """DemandLetters for demand-letters."""
    return f"{kind}_{more}".title().replace("-", "").replace("_", "")


def list_view(kind: str) -> type[generics.ListAPIView]:
    """The list of a kind, newest first."""
    body = {"kind": kind, "serializer_class": VERBS[kind][1], "__doc__": f"The {kind.replace('-', ' ')} that you may see."}
    return type(name_of(kind, "list"), (Readable, generics.ListAPIView), body)


def one_view(kind: str) -> type[generics.RetrieveAPIView]:
    """One thing of a kind."""
    body = {"kind": kind, "serializer_class": VERBS[kind][1], "__doc__": f"One of the {kind.replace('-', ' ')}."}
    return type(name_of(kind, "one"), (Readable, generics.RetrieveAPIView), body)


class TakeStep(InOwnLanguage):
    """One step on one thing: find, call the verb of the house, answer with the thing as it is now."""

    kind, step, input_class = "", "", NothingIn

    def post(self, request: Request, public_id: str) -> Response:
        return once(request, lambda: self.take(request, public_id))

    def take(self, request: Request, public_id: str) -> Response:
        row = get_object_or_404(rows_of(self.kind, request.user), public_id=public_id)
        given = self.input_class(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        _model, out, verbs = VERBS[self.kind]
        verbs[self.step][1](row, by=request.user, **given.validated_data)
        row.refresh_from_db()
        return Response(out(row, context={"request": request}).data)


def step_view(kind: str, step: str) -> type[TakeStep]:
    """The door of one step, documented with its own body."""
    _model, out, verbs = VERBS[kind]
    body = verbs[step][0]
    view = type(name_of(kind, step), (TakeStep,), {"kind": kind, "step": step, "input_class": body})
    operation = f"{kind}_{step}".replace("-", "_")
    return extend_schema_view(post=extend_schema(request=body, responses=out, parameters=[KEY], operation_id=operation))(view)


class Vacancies(InOwnLanguage):
    """The vacancies that you may see; without signing in: those that are or were public."""

    permission_classes = [ScopedOrPublic]
    serializer_class = VacancyOut
    lookup_field = "public_id"

    def get_queryset(self) -> QuerySet[Vacancy]:
        return rows_of("vacancies", self.request.user)


class VacancyList(Vacancies, generics.ListAPIView):
    """The vacancies that you may see; without signing in: those that are or were public."""


class VacancyOne(Vacancies, generics.RetrieveAPIView):
    """One vacancy: your own or any that is or was public."""

    def get_queryset(self) -> QuerySet[Vacancy]:
        return super().get_queryset() | Vacancy.objects.public().select_related(*RELATED["vacancies"])


class Applications(InOwnLanguage, generics.ListAPIView):
    """The applications that you may see; POST starts one for the signed-in candidate."""

    serializer_class = ApplicationOut

    def get_queryset(self) -> QuerySet[Application]:
        return rows_of("applications", self.request.user)

    @extend_schema(request=StartIn, responses={201: ApplicationOut}, parameters=[KEY], operation_id="applications_start")
    def post(self, request: Request) -> Response:
        """Starts an application; the same vacancy again gives the one that stands."""
        return once(request, lambda: self.start(request))

    def start(self, request: Request) -> Response:
        given = StartIn(data=request.data)
        given.is_valid(raise_exception=True)
        vacancy = get_object_or_404(Vacancy.objects.visible_to(request.user), public_id=given.validated_data["vacancy"])
        if request.user.role != Role.CANDIDATE:
            raise Refused(Reason("step_not_yours"))
        made = transitions.start(vacancy, candidate=profile_of(request.user), by=request.user)
        return Response(ApplicationOut(made, context={"request": request}).data, status=201)


class AcceptCode(InOwnLanguage):
    """Sends the code that accepting an offer needs; it comes by SMS or e-mail."""

    @extend_schema(request=NothingIn, responses={204: None}, parameters=[KEY], operation_id="applications_accept_code")
    def post(self, request: Request, public_id: str) -> Response:
        return once(request, lambda: self.send(request, public_id))

    def send(self, request: Request, public_id: str) -> Response:
        application = get_object_or_404(rows_of("applications", request.user), public_id=public_id)
        NothingIn(data=request.data).is_valid(raise_exception=True)
        transitions.send_code(application, by=request.user)
        return Response(status=204)


class Offers(InOwnLanguage, generics.ListAPIView):
    """The offers of applications that you may see; a candidate sees those that were made."""

    serializer_class = OfferOut

    def get_queryset(self) -> QuerySet[Offer]:
        return Offer.objects.visible_to(self.request.user).select_related("application")


class TakeOfferStep(InOwnLanguage):
    """Inter-SES assents to a proposed offer or asks for a change."""

    step, input_class = "", NothingIn

    def post(self, request: Request, public_id: str) -> Response:
        return once(request, lambda: self.take(request, public_id))

    def take(self, request: Request, public_id: str) -> Response:
        row = get_object_or_404(Offer.objects.visible_to(request.user).select_related("application"), public_id=public_id)
        given = self.input_class(data=request.data)
        given.is_valid(raise_exception=True)
        OFFER_VERBS[self.step][1](row, by=request.user, **given.validated_data)
        row.refresh_from_db()
        return Response(OfferOut(row).data)


def offer_view(step: str) -> type[TakeOfferStep]:
    """The door of one step on an offer."""
    body = OFFER_VERBS[step][0]
    view = type(name_of("offers", step), (TakeOfferStep,), {"step": step, "input_class": body})
    return extend_schema_view(post=extend_schema(request=body, responses=OfferOut, parameters=[KEY], operation_id=f"offers_{step}"))(view)


@extend_schema(exclude=True)
class Nowhere(InOwnLanguage):
    """An address below /api/v1/ that does not exist answers like every other refusal."""

    permission_classes: list[Any] = []

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.http_method_names = [request.method.lower()]
        setattr(self, request.method.lower(), self.answer)
        return super().dispatch(request, *args, **kwargs)

    def answer(self, request: Request, path: str) -> Response:
        raise Http404
