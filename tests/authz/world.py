# ruff: noqa: E501 - tables read better as tables
"""The world of the matrix: the cast, two of everything for different owners, applications in every state, a mark in every text."""

import time
import uuid
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.test import Client
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from accounts.models import Closure, Invitation, Membership, Party, User
from accounts.roles import PartyKind
from api import keys
from api.models import ApiKey
from applications.models import Answer, Snapshot
from applications.snapshot import content_of
from candidates.models import SavedSearch
from departure.models import Departure
from notifications.models import Message
from reviews.models import Batch, Call, Claim, Decision, Deputy, Recusal, SavedFilter
from tests.applications.factories import ApplicationFactory, OfferFactory, interview, paper, ready_profile
from tests.authz import firms, rooms
from tests.authz.firms import SEEN
from tests.authz.marks import Marks
from tests.authz.oracle import Actor, Facts
from tests.authz.policy.stock import LOOKS
from tests.candidates.factories import EvidenceFactory, ExperienceFactory, TestResultFactory
from workflow.models import Entry, Note
from workflow.noting import write_note


@dataclass(frozen=True)
class Thing:
    """One object as an address names it."""

    id: str
    facts: Facts
    row: Any = None


@dataclass
class World:
    """Everything that a probe may name."""

    marks: Marks = field(default_factory=Marks)
    things: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, User] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, row: Any, facts: Facts, **kinds: str) -> Any:
        """Mark a row and keep it under its kind and under its name in the stock admin."""
        self.marks.put(row, facts, **kinds)
        return self.keep(kind, row, facts)

    def keep(self, kind: str, row: Any, facts: Facts) -> Any:
        """The same for a row that was made with its marks."""
        if hasattr(row, "public_id"):
            self.things[kind].append(Thing(str(row.public_id), facts, row))
        self.things[f"{row._meta.app_label}_{row._meta.model_name}"].append(Thing(str(row.pk), facts, row))
        return row


CAST = {
    "ayesha": ("candidate", ""), "bilal": ("candidate", ""), "sato": ("employer", "sato"), "jiro": ("employer", "sato"), "zed": ("employer", "zed"),
    "yuki": ("employer", "yuki"), "exsato": ("employer", ""), "omar": ("oec_officer", ""), "nofactor": ("oec_officer", ""), "amna": ("oec_supervisor", ""),
    "ken": ("inter_ses", ""), "olga": ("operator", ""), "audit": ("auditor", ""),
}  # fmt: skip
KEYS = {
    "key_ayesha": ("ayesha", "key", True), "key_sato_reads": ("sato", "key", False), "key_omar": ("omar", "key", True),
    "key_revoked": ("omar", "dead_key", True), "key_expired": ("ayesha", "dead_key", True),
}  # fmt: skip


def build() -> World:
    """The whole world; call it inside a transaction."""
    world = World()
    people(world)
    openings = firms.companies(world)
    cases(world, openings)
    words(world)
    rooms.build(world)
    doors(world)
    for model in LOOKS:
        if not world.things[model]:
            app, name = model.split("_", 1)
            world.things[model] = [Thing(str(row.pk), Facts(), row) for row in apps.get_model(app, name)._base_manager.all()[:2]]
    return world


def people(world: World) -> None:
    """The cast, their organisations, ties and invitations."""
    parties = {kind: Party.objects.get_or_create(kind=kind, defaults={"name": kind})[0] for kind in (PartyKind.OEC, PartyKind.INTER_SES)}
    home = {"oec_officer": parties["oec"], "oec_supervisor": parties["oec"], "inter_ses": parties["inter_ses"]}
    for name in ("sato", "zed", "yuki"):
        parties[name] = world.add(
            "party", Party.objects.create(kind=PartyKind.EMPLOYER, name=name), Facts(company=name, is_public=name != "yuki")
        )
    for name, (role, company) in CAST.items():
        user = User.objects.create_user(role=role, email=f"{name}@cast.example.org", full_name=name, phone_verified=True)
        world.people[name] = user
        world.add("person", user, Facts(owner=name, role=role, company=company))
        if party := parties.get(company) or home.get(role):
            Membership.objects.create(user=user, party=party, duty="owner" if name == company else "member")
        if company:
            world.things["colleague"].append(Thing(str(user.public_id), Facts(company=company, role=role)))
    for name, party, facts in (("sato", "sato", Facts(company="sato")), ("amna", "oec", Facts(organisation="oec"))):
        days = {"first_day": date(2027, 8, 12), "last_day": date(2027, 8, 16)}
        world.add("closure", Closure.objects.create(party=parties[party], by=world.people[name], **days), facts)
    Membership.objects.create(user=world.people["exsato"], party=parties["sato"], since=date(2026, 1, 1), until=date(2026, 11, 1))
    for name, company in (("sato", "sato"), ("olga", "")):
        row = Invitation(
            email="x@example.org",
            full_name="x",
            role="employer" if company else "auditor",
            party=parties.get(company),
            invited_by=world.people[name],
            token_hash=uuid.uuid4().bytes * 2,
            expires_at=timezone.now() + timedelta(days=2),
        )
        row.save()
        world.add("invitation", row, Facts(company=company, members=frozenset({name})))
    for name in ("ayesha", "bilal"):
        made = Authenticator.objects.create(
            user=world.people[name], type="webauthn", data={"name": f"key of {name}", "credential": credential()}
        )
        world.things["passkey"].append(Thing(str(made.pk), Facts(owner=name)))


def credential() -> dict[str, Any]:
    """A passkey as a browser registers it."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    ident = uuid.uuid4().bytes
    held = AttestedCredentialData.create(Aaguid(bytes(16)), ident, public)
    seen = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, held)
    made = {
        "clientDataJSON": CollectedClientData.create("webauthn.create", bytes(16), "https://testserver"),
        "attestationObject": AttestationObject.create("none", seen, {}),
    }
    response = {name: websafe_encode(value) for name, value in made.items()}
    return {
        "id": websafe_encode(ident),
        "rawId": websafe_encode(ident),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": response,
    }


def candidate(world: World, name: str, *, shown_to: tuple[str, ...], is_sent: bool, claimed_by: str = "") -> Any:
    """A profile with everything in it; somebody outside the cast gets a user of this name."""
    facts = Facts(owner=name, role="candidate", is_sent=is_sent, shown_to=frozenset(shown_to), claimed_by=claimed_by)
    user = world.people.get(name)
    profile = ready_profile(user)
    if user is None:
        world.add("person", profile.user, facts)
    else:
        world.marks.put(user, facts)
    world.add("profile", profile, facts)
    marks = world.marks
    loose = [marks.keep(marks.token(), "typed e-mail", "typed_contact", facts) + "@mail.example.org"]
    loose += [f"+92{marks.keep(f'3005{900000 + len(marks.of):06d}', 'typed phone', 'typed_contact', facts)}"]
    profile.about = f"{profile.about} {' '.join(loose)} {profile.full_name}"
    profile.save(update_fields=["about"])
    marks.keep(profile.full_name, "candidates.profile.full_name", "name", facts)
    for kind, row in (
        ("education", profile.educations.get()),
        ("experience", ExperienceFactory(profile=profile)),
        ("test", TestResultFactory(profile=profile)),
        ("search", SavedSearch.objects.create(profile=profile, query="q=go", name="Mine")),
    ):
        world.add(kind, row, facts)
    marks.put(Call.objects.create(profile=profile, by=world.people["omar"], outcome="no_answer", note="x"), facts)
    papers = [paper(profile, "degree", education=profile.educations.get()), identity_card(world, profile, name)]
    for row in papers:
        world.add("evidence", row, replace(facts, state="on_file" if row.file.is_clean else row.state))
        if claimed_by:
            Claim.objects.create(subject_kind="evidence", subject_ref=row.public_id, user=world.people[claimed_by])
        world.marks.put(row.file, facts)
    return profile


def identity_card(world: World, profile: Any, name: str) -> Any:
    """The cast brought real files; of the others there is only the row."""
    return (
        EvidenceFactory(profile=profile, kind="cnic", state="verified")
        if name in {*world.people, "c_submitted"}
        else paper(profile, "cnic", state="received")
    )


OTHERS = {
    "c_submitted": ("sato.published", "submitted", {}, "omar"), "c_returned": ("sato.published", "returned", {}, ""),
    "c_endorsed": ("sato.published", "endorsed", {}, ""), "c_presented": ("sato.published", "presented", {}, ""),
    "c_interviewing": ("sato.published", "interviewing", {}, ""), "c_proposed": ("sato.published", "interviewing", {}, ""),
    "c_accepted": ("sato.published", "accepted", {}, ""), "c_departed": ("sato.published", "departed", {}, ""),
    "c_withdrew": ("sato.published", "withdrawn", {}, ""), "c_withdrew_late": ("sato.published", "withdrawn", {"presented_at": timezone.now()}, ""),
    "c_not_selected": ("sato.published", "not_selected", {"presented_at": timezone.now()}, ""), "c_closed": ("sato.published", "closed", {}, ""),
    "c_zed": ("zed.published", "offered", {}, ""), "c_zed_submitted": ("zed.published", "submitted", {}, ""),
}  # fmt: skip


def cases(world: World, openings: dict[str, Any]) -> None:
    """Applications in every state with what belongs to it."""
    ayesha = candidate(world, "ayesha", shown_to=("sato", "zed"), is_sent=True)
    bilal = candidate(world, "bilal", shown_to=("zed",), is_sent=True, claimed_by="amna")
    own = [
        (ayesha, "ayesha", "sato.published", "offered", {}), (ayesha, "ayesha", "zed.published", "submitted", {}), (ayesha, "ayesha", "sato.published2", "draft", {}),
        (ayesha, "ayesha", "zed.closed", "interviewing", {}), (ayesha, "ayesha", "sato.closed", "withdrawn", {}),
        (bilal, "bilal", "zed.published", "presented", {}), (bilal, "bilal", "sato.published2", "draft", {}),
        (bilal, "bilal", "zed.published2", "offered", {}), (bilal, "bilal", "zed.closed", "interviewing", {}), (bilal, "bilal", "sato.published", "withdrawn", {}),
    ]  # fmt: skip
    for profile, name, opening, state, more in own:
        application(world, profile, name, openings[opening], opening.split(".")[0], state, **more)
    firms.proposed(world, bilal.applications.get(state="withdrawn"), "bilal", openings["sato.closed"])
    for name, (opening, state, more, claimed_by) in OTHERS.items():
        company = opening.split(".")[0]
        profile = candidate(
            world, name, shown_to=(company,) if state in SEEN or state == "not_selected" else (), is_sent=True, claimed_by=claimed_by
        )
        application(world, profile, name, openings[opening], company, state, **more)
        if name == "c_not_selected":
            firms.proposed(world, profile.applications.get(), name, openings["zed.published2"])
    firms.shortlists(world)


def application(world: World, profile: Any, name: str, opening: Any, company: str, state: str, **more: Any) -> None:
    """One application: marked before its snapshot is taken, then its rounds, offers, departure, notes and claim."""
    is_seen = state in SEEN or "presented_at" in more
    facts = Facts(owner=name, company=company, state=state, is_sent=state != "draft", shown_to=frozenset({company} if is_seen else ()))
    reading = facts if state != "withdrawn" else replace(facts, shown_to=frozenset())  # who withdrew is not read any more
    marks = world.marks
    texts = {
        field: marks.keep(marks.token(), f"applications.application.{field}", kind, reading)
        for field, kind in (
            ("motivation", "motivation"),
            ("summary_ja", "summary"),
            ("override_reason", "inner_reason"),
            ("returned_note", "to_correct"),
        )
    }
    row = ApplicationFactory(candidate=profile, vacancy=opening, state=state, **texts, **more)
    answered(world, row, reading)
    opening.refresh_from_db()
    for kind in ("application", "applications_application"):
        world.things[kind].append(Thing(str(row.public_id if kind == "application" else row.pk), facts, row))
    for offer in row.offers.all():
        firms.paper_of(world, offer, company, replace(reading, state=offer.state))
        world.add("offer", offer, replace(reading, state=offer.state))
    if name == "c_proposed":
        world.add("offer", OfferFactory(application=row, state="proposed"), replace(reading, state="proposed"))
    if name == "ayesha" and company == "zed" and state == "interviewing" or name == "bilal" and state == "presented":
        world.add(
            "offer", OfferFactory(application=row, state="proposed" if name == "ayesha" else "objected"), replace(reading, state="proposed")
        )
    if state == "interviewing":
        world.add("interview", interview(row), reading)
    if state == "departed":
        world.add(
            "departure",
            Departure.objects.create(application=row, protector_number="x", visa_number="x", flight_on=date(2027, 1, 5)),
            replace(reading, claimed_by=""),
        )
    if name in ("ayesha", "c_presented"):
        notes(world, row, facts)
    if name == "c_submitted":
        Claim.objects.create(subject_kind="application", subject_ref=row.public_id, user=world.people["omar"])
        knows = Recusal.objects.create(subject_kind="application", subject_ref=row.public_id, user=world.people["nofactor"], note="x")
        world.marks.put(knows, facts)
        away = {"officer": world.people["omar"], "deputy": world.people["nofactor"], "by": world.people["amna"]}
        row = Deputy.objects.create(**away, first_day=date(2027, 1, 4), last_day=date(2027, 1, 8))
        world.add("deputy", row, Facts(owner="omar", organisation="oec"))
        for name, is_shared in (("omar", False), ("amna", True)):
            saved = SavedFilter.objects.create(
                user=world.people[name], subject_kind="application", name="x", query="?late=1", is_shared=is_shared
            )
            world.add("saved", saved, Facts(owner=name, organisation="oec", reach="own" if is_shared else ""))
    if name == "c_endorsed":
        waiting = Decision.objects.create(
            subject_kind="application",
            subject_ref=row.public_id,
            step="not_select",
            version=row.version,
            by=world.people["ken"],
            release_at=timezone.now() + timedelta(minutes=9),
            reach="own",
            note="x",
        )
        together = Batch.objects.create(name="x", desk="inter_ses", subject_kind="application", step="present", by=world.people["ken"])
        world.add("batch", together, replace(facts, organisation="inter_ses"))
        world.add("decision", waiting, replace(facts, reach="own", organisation="inter_ses"))


def answered(world: World, row: Any, facts: Facts) -> None:
    """An answer to the vacancy's question, in the newest snapshot too, as if it had been sent again."""
    answer = Answer.objects.create(application=row, question=row.vacancy.questions.first(), text="x")
    world.marks.put(answer, facts)
    if row.state != "draft":
        Snapshot.objects.create(application=row, version=row.version + 1, content=content_of(row))


def notes(world: World, row: Any, facts: Facts) -> None:
    """One note of each reach by Omar and one of Ken's for his own house, in the journal of the application."""
    Entry.objects.create(
        kind="application.submit",
        subject_kind="application",
        subject_id=row.pk,
        subject_ref=row.public_id,
        seq=99,
        actor=row.candidate.user,
        actor_role="candidate",
    )
    said = [("omar", "oec", reach) for reach in ("own", "partners", "employer", "candidate")] + [("ken", "inter_ses", "own")]
    for place, (name, organisation, reach) in enumerate(said, start=100):
        author = world.people[name]
        entry = Entry.objects.create(
            kind="application.send_back",
            subject_kind="application",
            subject_id=row.pk,
            subject_ref=row.public_id,
            seq=place,
            actor=author,
            actor_role=author.role,
        )
        told = replace(facts, organisation=organisation, reach=reach)
        mark = world.marks.keep(world.marks.token(), f"workflow.note.text ({reach} of {organisation})", "note", told)
        Note.objects.create(entry=entry, reach=reach, text=mark)
        if reach != "candidate":
            apart = world.marks.keep(world.marks.token(), f"workflow.casenote.text ({reach} of {organisation})", "note", told)
            write_note(row, by=author, text=apart, reach=reach)


def words(world: World) -> None:
    """A letter in the inbox, one by e-mail and one with a code for each of the cast."""
    for name, user in world.people.items():
        for channel, template in (("inbox", "application_returned"), ("email", "application_returned"), ("inbox", "code_accept")):
            is_secret = template.startswith("code_")
            kinds = (
                {field: "secret" for field in ("subject", "body", "address", "provider_ref", "link")}
                if is_secret or channel == "email"
                else {"provider_ref": "secret", "address": "secret"}
            )
            letter = Message.objects.create(recipient=user, channel=channel, template=template, body="x", subject="x")
            world.add("message", letter, Facts(owner=name if not is_secret and channel == "inbox" else "", state=channel), **kinds)


def doors(world: World) -> None:
    """How each of them comes in: nobody, a session that proved itself a moment ago, or a key."""
    world.actors["anon"] = Actor("anon", by="nothing")
    for name, (role, company) in CAST.items():
        world.actors[name] = Actor(name, role, company, has_second_factor=name != "nofactor")
        world.cookies[name] = session_of(world.people[name])
    for name, (person, by, may_write) in KEYS.items():
        role, company = CAST[person]
        world.actors[name] = Actor(name, role, company, person=person, by=by, may_write=may_write)
        world.tokens[name] = keys.issue(world.people[person], name, scopes=("read", "steps") if may_write else ("read",))
        world.add("key", ApiKey.objects.latest("pk"), Facts(owner=person))
    ApiKey.objects.filter(name_is("key_revoked", world)).update(revoked_at=timezone.now())
    ApiKey.objects.filter(name_is("key_expired", world)).update(expires_at=timezone.now() - timedelta(minutes=1))


def name_is(name: str, world: World) -> Q:
    """The key that this token opens."""
    return Q(prefix=world.tokens[name].split("_")[1])


def session_of(user: User) -> str:
    """The cookie of a session in which the person proved who they are a moment ago."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "email": user.email}]
    session.save()
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)
