"""Seals stored values again with the newest keys: in slices, resumable, while people work."""

from django.apps import apps
from django.db import connection, transaction

from vault import crypto
from vault.fields import BlindIndexField, EncryptedField, Sealed
from vault.keys import keyring


def sealed_columns():
    """Every (model, encrypted field) of the house."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedField):
                yield model, field


def blind_columns():
    """Every (model, blind index) of the house."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, BlindIndexField):
                yield model, field


def reseal(model, field, *, slice_size=500):
    """Move one column to the newest key; yields how many rows each slice changed. What is done stays done."""
    quote = connection.ops.quote_name
    table, column, pk = quote(model._meta.db_table), quote(field.column), quote(model._meta.pk.column)
    find = f"SELECT {pk}, public_id, {column} FROM {table} WHERE {pk} > %s AND substr({column}, 1, 3) <> %s ORDER BY {pk} LIMIT %s"  # noqa: S608
    swap = f"UPDATE {table} SET {column} = %s WHERE {pk} = %s AND {column} = %s"  # noqa: S608
    last, newest = 0, crypto.header_of(keyring(), field.keys)
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(find, [last, newest, slice_size])
            rows = cursor.fetchall()
            if not rows:
                return
            for key, row_id, old in rows:
                cursor.execute(swap, [_again(field, row_id, bytes(old)), key, bytes(old)])  # changed meanwhile: already new
        last = rows[-1][0]
        yield len(rows)


def _again(field, row_id, old):
    context = field.context(row_id)
    plain = crypto.unseal(keyring(), old, context=context, kind=field.keys)
    return bytes(Sealed(crypto.seal(keyring(), plain, context=context, kind=field.keys)))


def reindex(model, field, *, slice_size=500):
    """Compute one blind index again with the newest index key; yields how many rows each slice changed."""
    last = 0
    while True:
        with transaction.atomic():
            rows = list(model._base_manager.filter(pk__gt=last).order_by("pk").select_for_update(of=("self",), no_key=True)[:slice_size])
            if not rows:
                return
            stale = [row for row in rows if getattr(row, field.attname) != field.blind_index(getattr(row, field.source))]
            for row in stale:
                model._base_manager.filter(pk=row.pk).update(**{field.attname: field.blind_index(getattr(row, field.source))})
        last = rows[-1].pk
        yield len(stale)
