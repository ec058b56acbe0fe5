"""Model fields for identity values: sealed and bound to their row, and a blind index to find equals."""

import datetime
import uuid
from collections.abc import Callable

from django import forms
from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.core.validators import EMPTY_VALUES, MaxLengthValidator
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, In, IsNull
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from vault import crypto
from vault.keys import keyring

MASK = "'•••'"


class CannotBind(TypeError):
    """A sealed value needs its row: update() and bulk_update() do not give it."""


class Sealed(bytes):
    """Bytes as they stand in the database; they show nothing."""

    def __repr__(self):
        return "<sealed>"

    __str__ = __repr__


class SecretText(str):
    """Text that does not show itself in a repr, so tracebacks and logs stay clean."""

    __slots__ = ()

    def __repr__(self):
        return MASK


class SecretDate(datetime.date):
    """A date that does not show itself in a repr."""

    __slots__ = ()

    def __repr__(self):
        return MASK


class SecretBytes(bytes):
    """Bytes that do not show themselves in a repr."""

    def __repr__(self):
        return MASK

    __str__ = __repr__


class _SealedCol(Col):
    """The column as it stands in SQL; only an ordering resolves it again, and ciphertext has no order."""

    def resolve_expression(self, *args, **kwargs):
        raise FieldError(f"{self.target.name} is encrypted: it cannot be ordered or computed with.")


class _IsNull(IsNull):
    """Whether there is a value at all."""

    def process_lhs(self, compiler, connection, lhs=None):
        return super().process_lhs(compiler, connection, lhs or Col(self.lhs.alias, self.lhs.target))


class _Unsealing:
    """Opens a sealed value on first reading; keeps what was set."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self.field
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            sealed, value = value, self.field.open(value, instance)
            instance.__dict__[name] = value
            self.field.keep(instance, sealed, value)
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = self.field.veil(value)


class EncryptedField(models.BinaryField):
    """Text, a date or bytes, sealed with AES-256-GCM and bound to table, column and the row's public_id.

    Reads are transparent; None stays NULL; it cannot be filtered (except isnull), ordered or updated in bulk.
    """

    description = _("Encrypted value")
    empty_values = [*EMPTY_VALUES, b""]

    def __init__(self, *args, holds: str = "text", keys: str = "field", **kwargs):
        if holds not in ("text", "date", "bytes"):
            raise ValueError("holds is text, date or bytes")
        self.holds, self.keys = holds, keys
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)
        # BinaryField's own length check speaks of bytes; ours counts characters, in validate().
        self.validators = [check for check in self.validators if not isinstance(check, MaxLengthValidator)]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        if not self.editable:
            kwargs["editable"] = False
        if self.holds != "text":
            kwargs["holds"] = self.holds
        if self.keys != "field":
            kwargs["keys"] = self.keys
        return name, "vault.fields.EncryptedField", args, kwargs

    def get_default(self):
        value = models.Field.get_default(self)
        return value if value or self.holds == "text" else None

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.attname, _Unsealing(self))

    def check(self, **kwargs):
        return [*super().check(**kwargs), *self._check_row_identity(), *self._check_not_indexed()]

    def _check_row_identity(self):
        names = {field.name: field for field in self.model._meta.fields}
        if not isinstance(names.get("public_id"), models.UUIDField):
            return [checks.Error("An encrypted field needs a UUIDField `public_id` on its model.", obj=self, id="vault.E002")]
        return []

    def _check_not_indexed(self):
        if self.unique or self.db_index or self.name in [str(name).lstrip("-") for name in self.model._meta.ordering]:
            return [checks.Error("An encrypted field cannot be unique, indexed or ordered by.", obj=self, id="vault.E003")]
        return []

    # ── sealing ──────────────────────────────────────────────────────────────────────────────────────
    def context(self, row_id: uuid.UUID | str) -> str:
        """What a value is bound to: table.column.row-uuid."""
        return f"{self.model._meta.db_table}.{self.column}.{uuid.UUID(str(row_id))}"

    def open(self, sealed, instance):
        """The plain value of a sealed one; raises Tampered or KeysMissing."""
        plain = crypto.unseal(keyring(), bytes(sealed), context=self.context(instance.public_id), kind=self.keys)
        return self.veil(plain if self.holds == "bytes" else self.to_python(plain.decode()))

    def seal(self, value, row_id) -> Sealed:
        """The stored form of a plain value for the row `row_id`."""
        if row_id is None:
            raise CannotBind(f"{self.name} is encrypted and its row has no public_id yet.")
        value = self.to_python(value)
        plain = value if isinstance(value, bytes) else (value.isoformat() if self.holds == "date" else value).encode()
        return Sealed(crypto.seal(keyring(), plain, context=self.context(row_id), kind=self.keys))

    def veil(self, value):
        """The same value with a masked repr; what cannot be one is kept for validation to refuse."""
        if isinstance(value, (Sealed, SecretText, SecretDate, SecretBytes)):
            return value
        if self.holds == "bytes":
            return SecretBytes(value) if isinstance(value, (bytes, memoryview)) else value
        if isinstance(value, datetime.date) and self.holds == "date":
            return SecretDate(value.year, value.month, value.day)
        return SecretText(value) if isinstance(value, str) else value

    def keep(self, instance, sealed, value):
        """Remember the stored form of a value: saved again unchanged it stays as it is, and the history of fields sees no change."""
        instance.__dict__[f"_{self.attname}_kept"] = (sealed, value, instance.public_id)
        return sealed

    def pre_save(self, model_instance, add):
        value = getattr(model_instance, self.attname)
        if value is None:
            return None
        sealed, opened, row_id = model_instance.__dict__.get(f"_{self.attname}_kept", (None, None, None))
        is_newest = sealed is not None and bytes(sealed[:3]) == crypto.header_of(keyring(), self.keys)
        if is_newest and (opened, row_id) == (value, model_instance.public_id):
            return sealed
        return self.keep(model_instance, self.seal(value, model_instance.public_id), value)

    def get_db_prep_save(self, value, connection):
        if value is not None and not isinstance(value, Sealed):
            raise CannotBind(
                f"{self.name} is encrypted and bound to its row: set it and call save(); update() and bulk_update() cannot bind it."
            )
        return super().get_db_prep_save(value, connection)

    def get_db_prep_value(self, value, connection, prepared=False):
        return None if value is None else connection.Database.Binary(bytes(value))

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(value)

    # ── what a person types ──────────────────────────────────────────────────────────────────────────
    def to_python(self, value):
        if value is None or isinstance(value, Sealed):
            return value
        if self.holds == "bytes":
            return bytes(value)
        if self.holds == "text":
            return str(value)
        if isinstance(value, datetime.datetime) or not isinstance(value, (datetime.date, str)):
            raise ValidationError(_("Enter a date."), code="invalid")
        return value if isinstance(value, datetime.date) else self._parsed(value)

    def _parsed(self, text):
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if day is None:
            raise ValidationError(_("Enter a date."), code="invalid")
        return day

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if self.max_length and isinstance(value, str) and len(value) > self.max_length:
            raise ValidationError(
                _("This is too long: at most %(limit)s characters."), code="max_length", params={"limit": self.max_length}
            )

    def formfield(self, **kwargs):
        if self.holds == "bytes":
            return None
        if self.holds == "date":
            return models.Field.formfield(self, **{"form_class": forms.DateField, **kwargs})
        defaults = {"form_class": forms.CharField, "max_length": self.max_length}
        if self.null:
            defaults["empty_value"] = None
        return models.Field.formfield(self, **{**defaults, **kwargs})

    def value_to_string(self, obj):
        raise FieldError(f"{self.name} is encrypted: it is not dumped.")

    # ── what the database may be asked ───────────────────────────────────────────────────────────────
    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: only isnull can be asked; find equals through its BlindIndexField.")
        return _IsNull

    def get_transform(self, lookup_name):
        raise FieldError(f"{self.name} is encrypted: {lookup_name} cannot be asked.")

    def get_col(self, alias, output_field=None):
        return _SealedCol(alias, self, output_field)

    @property
    def cached_col(self):
        return _SealedCol(self.model._meta.db_table, self)


class BlindIndexField(models.BinaryField):
    """32 bytes that are equal when the canonical forms of `source` are equal; NULL while `source` is empty."""

    description = _("Blind index")

    def __init__(self, source: str = "", canonical: Callable[[str], str] = str, **kwargs):
        self.source, self.canonical = source, canonical
        kwargs.setdefault("null", True)
        kwargs["editable"] = False
        super().__init__(**kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, "vault.fields.BlindIndexField", args, {**kwargs, "source": self.source, "canonical": self.canonical}

    @property
    def scope(self) -> str:
        """What an index is bound to: table.column, so two columns never tell that they hold the same."""
        return f"{self.model._meta.db_table}.{self.column}"

    def blind_index(self, value) -> bytes | None:
        """The index of `value` with the newest key; None for nothing."""
        return crypto.blind_index(keyring(), self.canonical(str(value)), scope=self.scope) if value else None

    def matching(self, value) -> models.Q:
        """Rows whose source equals `value`, also those not yet moved to the newest index key."""
        if not value:
            return models.Q(pk__in=[])
        keys, canonical = keyring(), self.canonical(str(value))
        found = [crypto.blind_index(keys, canonical, scope=self.scope, key_id=key_id) for key_id in keys.ids("index")]
        return models.Q(**{f"{self.name}__in": found})

    def pre_save(self, model_instance, add):
        index = self.blind_index(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, index)
        return index

    def from_db_value(self, value, expression, connection):
        return None if value is None else bytes(value)

    def get_lookup(self, lookup_name):
        try:
            return {"exact": Exact, "in": In, "isnull": IsNull}[lookup_name]
        except KeyError:
            raise FieldError(f"{self.name} is a blind index: it can only be asked for equality.") from None
