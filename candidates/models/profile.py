"""What a candidate tells once. Nothing that N5 forbids has a field here."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import PARTNERS, Role
from candidates.identity import canonical_cnic, canonical_passport
from candidates.names import name_keys
from jobs.models import Level, Prefecture, Skill, SswField
from vault.fields import BlindIndexField, EncryptedField
from vault.models import StoredFile

ENGLISH_LEVELS = [
    ("", _("not said")),
    ("A1", _("A1: first words")),
    ("A2", _("A2: simple talk")),
    ("B1", _("B1: everyday talk")),
    ("B2", _("B2: at work")),
    ("C1", _("C1: fluent")),
]


class District(models.Model):
    """A district of Pakistan; borders change, so it is data."""

    province_code = models.CharField(max_length=6)
    province_en = models.CharField(max_length=40)
    province_ur = models.CharField(max_length=40)
    division = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    name_ur = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["province_en", "name"]
        constraints = [models.UniqueConstraint(fields=["province_code", "name"], name="district_once_per_province")]

    def __str__(self) -> str:
        return (self.name_ur if get_language() == "ur" else "") or self.name


class NameKeysField(ArrayField):
    """How the names of a profile sound, for the search by officers; follows the names at every save."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"base_field": models.CharField(max_length=16), "default": list, "editable": False, "blank": True, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> list[str]:
        found = name_keys(model_instance.full_name, model_instance.passport_name)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, found)
        return found


class ProfileQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "ProfileQuerySet":
        """OEC and Inter-SES see the register, a candidate the own profile, employers none: they see presented applications."""
        if user.role in PARTNERS:
            return self.standing()
        return self.filter(user=user) if user.role == Role.CANDIDATE else self.none()

    def standing(self) -> "ProfileQuerySet":
        """Those that were not merged into another of the same person."""
        return self.exclude(user__in=User.objects.filter(merged_into__isnull=False))  # few: read from their own small index

    def found_by(self, user: User) -> "ProfileQuerySet":
        """What the partners may find by an old number or name: those that were merged too; `kept_of` leads on."""
        return self if user.role in PARTNERS else self.none()


class Profile(models.Model):
    """A candidate. CNIC, passport and exact birth date are encrypted and bound to this row; look-up goes by blind index."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(_("candidate number"), max_length=16, unique=True, editable=False)
    full_name = models.CharField(_("full name as on your CNIC"), max_length=160, blank=True)
    passport_name = models.CharField(_("full name as on your passport, in English capitals"), max_length=160, blank=True)
    name_keys = NameKeysField()
    passport_surname = models.CharField(_("surname in the passport, empty if there is none"), max_length=80, blank=True)
    name_katakana = models.CharField(_("name in katakana"), max_length=160, blank=True)
    katakana_fixed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    katakana_fixed_at = models.DateTimeField(null=True, blank=True, editable=False)
    cnic = EncryptedField(_("CNIC"), null=True, blank=True)
    cnic_index = BlindIndexField(source="cnic", canonical=canonical_cnic, unique=True)
    birth_date = EncryptedField(_("date of birth"), holds="date", null=True, blank=True)
    passport_number = EncryptedField(_("passport number"), null=True, blank=True)
    passport_index = BlindIndexField(source="passport_number", canonical=canonical_passport)
    passport_expires_on = models.DateField(_("passport valid until"), null=True, blank=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("district"), related_name="+")
    english_level = models.CharField(_("English, as you see it yourself"), max_length=2, choices=ENGLISH_LEVELS, blank=True)
    skills = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("other skills, in your own words"))
    about = models.TextField(_("what an employer should know about your work"), max_length=2000, blank=True)
    said_complete = ArrayField(models.CharField(max_length=12), default=list, blank=True, editable=False)
    wanted_prefectures = models.ManyToManyField(
        Prefecture, blank=True, verbose_name=_("prefectures where you would work"), related_name="+"
    )
    wanted_fields = ArrayField(  # "it" or the code of an SswField
        models.CharField(max_length=32), default=list, blank=True, verbose_name=_("kinds of work that you would do")
    )
    code_url = models.URLField(_("your code, for example on GitHub"), blank=True)
    portfolio_url = models.URLField(_("your portfolio or website"), blank=True)
    project_url = models.URLField(_("your final-year project"), blank=True)
    project_about = models.CharField(_("what the project does"), max_length=400, blank=True)
    cv = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    point_items = ArrayField(  # claimed items of candidates/data/hsp_points.csv that no other page asks for
        models.CharField(max_length=16), default=list, blank=True, verbose_name=_("more that counts for Highly Skilled points")
    )
    wanted_pay = models.PositiveIntegerField(_("pay you hope for, yen a month"), null=True, blank=True)
    can_start_on = models.DateField(_("you can start from"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        indexes = [GinIndex(fields=["name_keys"], name="profile_name_keys", fastupdate=False)]

    def __str__(self) -> str:
        return self.reference


def kept_of(profiles: Iterable[Profile]) -> list[Profile]:
    """The profiles that stand for these, each once, in their order; one query where one was merged. Their users must be there."""
    found = list(profiles)
    merged = {profile.user.merged_into_id for profile in found if profile.user.merged_into_id}
    kept = {row.user_id: row for row in Profile.objects.select_related("user", "district").filter(user__in=merged)} if merged else {}
    return list(dict.fromkeys(kept.get(profile.user.merged_into_id, profile) for profile in found))


class OwnedByProfile(models.QuerySet):
    def visible_to(self, user: User) -> "OwnedByProfile":
        return self.filter(profile__in=Profile.objects.visible_to(user))


class Education(models.Model):
    """One school, college or university."""

    class Level(models.TextChoices):
        MID = "MID", _("Middle (8 years)")
        SSC = "SSC", _("Matric / O level (10 years)")
        HSSC = "HSSC", _("Intermediate / A level (12 years)")
        DAE = "DAE", _("Diploma of Associate Engineer (13 years)")
        ADP = "ADP", _("Associate degree, BA or BSc pass (14 years)")
        BS = "BS", _("Bachelor, BS or BE (16 years)")
        MA = "MA", _("Master, MA or MSc of the old kind (16 years)")
        MS = "MS", _("Master, MS or MPhil (18 years)")
        MBA = "MBA", _("Professional master in management: MBA or MOT (18 years)")
        PHD = "PHD", _("Doctorate")
        NVC = "NVC", _("National Vocational Certificate")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="educations")
    level = models.CharField(_("level"), max_length=4, choices=Level.choices)
    subject = models.CharField(_("subject"), max_length=120)
    institution = models.CharField(_("school, board or university"), max_length=160)
    started_year = models.PositiveSmallIntegerField(_("began in"))
    finished_year = models.PositiveSmallIntegerField(_("finished in"), null=True, blank=True)
    result_awaited = models.BooleanField(_("result is awaited"), default=False)
    is_provisional = models.BooleanField(_("I hold a provisional certificate only"), default=False)
    country = models.CharField(_("country"), max_length=2, default="PK")

    objects = OwnedByProfile.as_manager()

    class Meta:
        ordering = ["-started_year"]
        constraints = [
            models.CheckConstraint(
                name="education_ends_after_start", condition=Q(finished_year=None) | Q(finished_year__gte=F("started_year"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.subject}"


class Experience(models.Model):
    """One job, by months."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="experiences")
    title = models.CharField(_("your work"), max_length=120)
    company = models.CharField(_("company"), max_length=160)
    duties = models.TextField(_("what you did"), max_length=2000, blank=True)
    is_it = models.BooleanField(_("this was IT work"), default=False)
    field = models.ForeignKey(SswField, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field of work"))
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("until (empty: you still work there)"), null=True, blank=True)
    is_intern_training = models.BooleanField(_("this was technical intern training (ii) in Japan, completed"), default=False)

    objects = OwnedByProfile.as_manager()

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(name="experience_ends_after_start", condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")))
        ]

    def __str__(self) -> str:
        return self.title


class TestResult(models.Model):
    """A test that was sat: level, score and day, as on the certificate."""

    class Kind(models.TextChoices):
        JLPT = "jlpt", "JLPT"
        JFT = "jft", "JFT-Basic"
        NAT = "nat", "NAT-TEST"
        JTEST = "jtest", "J.TEST"
        BJT = "bjt", "BJT"
        IELTS = "ielts", "IELTS"
        SSW = "ssw", _("SSW skills test")
        NURSING_JA = "nursing_ja", _("nursing care Japanese test")
        IT_EXAM = "it_exam", _("IT engineers examination")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="tests")
    kind = models.CharField(_("test"), max_length=12, choices=Kind.choices)
    level = models.CharField(_("level"), max_length=12, blank=True)
    field = models.ForeignKey(SswField, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("SSW field"))
    score = models.DecimalField(_("total score"), max_digits=5, decimal_places=1, null=True, blank=True)
    is_passed = models.BooleanField(_("passed"), default=True)
    taken_on = models.DateField(_("day of the test"))
    number = models.CharField(_("number of the certificate"), max_length=40, blank=True)
    country = models.CharField(_("country where you took it"), max_length=2, default="PK")

    objects = OwnedByProfile.as_manager()

    class Meta:
        ordering = ["-taken_on"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.level}".strip()


class ProfileSkill(models.Model):
    """A skill of the vocabulary that the person has, at a level as they see it; never satisfies a rule of law."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="skill_rows")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+", verbose_name=_("skill"))
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, default=Level.GUIDED)

    objects = OwnedByProfile.as_manager()

    class Meta:
        ordering = ["-level", "skill__order"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "skill"], name="profile_skill_once"),
            models.CheckConstraint(name="profile_skill_level_known", condition=Q(level__in=[1, 2, 3, 4])),
        ]

    def __str__(self) -> str:
        return f"{self.skill} ({self.get_level_display()})"


class SavedSearch(models.Model):
    """A search of the job list that the person keeps; `query` is the list's own query string."""

    KIND = "search"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=120)
    query = models.CharField(max_length=600)
    wants_news = models.BooleanField(_("tell me when a new job fits"), default=True)
    told_until = models.DateTimeField(default=timezone.now, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnedByProfile.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["profile", "query"], name="saved_search_once")]

    def __str__(self) -> str:
        return self.name
