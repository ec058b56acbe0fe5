import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault import crypto
from vault.crypto import KeysMissing, Tampered

calm = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
words = st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))


@calm
@given(plain=st.binary(max_size=300), context=st.text(min_size=1, max_size=40, alphabet=st.characters(codec="utf-8")))
def test_sealed_comes_back(keys, plain, context):
    sealed = crypto.seal(keys, plain, context=context)
    assert crypto.unseal(keys, sealed, context=context) == plain
    assert len(plain) < 4 or plain not in sealed


@calm
@given(plain=words, row=st.uuids(), other=st.uuids())
def test_a_value_moved_to_another_row_or_field_is_refused(keys, plain, row, other):
    sealed = crypto.seal(keys, plain, context=f"people.cnic.{row}")
    for context in (f"people.cnic.{other}", f"people.passport.{row}", f"staff.cnic.{row}"):
        if context != f"people.cnic.{row}":
            with pytest.raises(Tampered):
                crypto.unseal(keys, sealed, context=context)


@calm
@given(plain=words, data=st.data())
def test_every_changed_bit_is_refused(keys, plain, data):
    sealed = bytearray(crypto.seal(keys, plain, context="a"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(crypto.VaultError):
        crypto.unseal(keys, bytes(sealed), context="a")


@calm
@given(rubbish=st.binary(max_size=80))
def test_rubbish_is_refused(keys, rubbish):
    with pytest.raises(crypto.VaultError):
        crypto.unseal(keys, rubbish, context="a")


def test_a_key_id_that_lies_is_refused(keys, safe):
    sealed = crypto.seal(keys, b"x", context="a")
    crypto.write_key(safe.KEYS_DIR, "field", 2)
    with pytest.raises(Tampered):
        crypto.unseal(keys, sealed[:1] + b"\0\2" + sealed[3:], context="a")


def test_a_value_of_another_kind_of_key_is_refused(keys):
    with pytest.raises(Tampered):
        crypto.unseal(keys, crypto.seal(keys, b"x", context="a", kind="file"), context="a", kind="field")


def test_nonces_do_not_repeat(keys):
    sealed = [crypto.seal(keys, b"same", context="a") for _ in range(20_000)]
    assert len({one[3:15] for one in sealed}) == len(set(sealed)) == 20_000


def test_the_newest_key_seals_and_all_keys_open(keys, safe):
    old = crypto.seal(keys, b"old", context="a")
    crypto.write_key(safe.KEYS_DIR, "field", 2)
    new = crypto.seal(keys, b"new", context="a")
    assert (old[2], new[2]) == (1, 2)
    assert [crypto.unseal(keys, one, context="a") for one in (old, new)] == [b"old", b"new"]


def test_a_missing_key_says_what_to_do(keys, safe):
    sealed = crypto.seal(keys, b"x", context="a")
    (safe.KEYS_DIR / "field-1.key").unlink()
    with pytest.raises(KeysMissing, match="field-1.key is not in"):
        crypto.unseal(keys, sealed, context="a")
    with pytest.raises(KeysMissing, match="make_keys"):
        crypto.seal(keys, b"x", context="a")


def test_a_missing_folder_or_a_short_key_says_what_to_do(tmp_path):
    with pytest.raises(KeysMissing, match="make_keys"):
        crypto.Keyring(tmp_path / "none").newest("field")
    (tmp_path / "field-1.key").write_bytes(b"short")
    with pytest.raises(KeysMissing, match="exactly 32 bytes"):
        crypto.Keyring(tmp_path).newest("field")


def test_keys_are_private_files_and_never_overwritten(tmp_path):
    path = crypto.write_key(tmp_path / "k", "field", 1)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        crypto.write_key(tmp_path / "k", "field", 1)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (before, 0o600, 0o700)
    assert [one.name for one in path.parent.iterdir()] == ["field-1.key"]


def test_keys_do_not_show_in_a_repr_or_an_error(keys, safe):
    crypto.seal(keys, b"x", context="a")
    secret = (safe.KEYS_DIR / "field-1.key").read_bytes()
    assert repr(secret) not in repr(keys)
    assert secret.hex() not in repr(keys)


def test_the_blind_index_is_bound_to_its_column_and_its_key(keys, safe):
    one = crypto.blind_index(keys, "3520212345671", scope="people.cnic_index")
    assert one == crypto.blind_index(keys, "3520212345671", scope="people.cnic_index")
    assert one != crypto.blind_index(keys, "3520212345672", scope="people.cnic_index")
    assert one != crypto.blind_index(keys, "3520212345671", scope="staff.cnic_index")
    crypto.write_key(safe.KEYS_DIR, "index", 2)
    assert one != crypto.blind_index(keys, "3520212345671", scope="people.cnic_index")


def test_file_bytes_are_bound_to_their_file():
    key = crypto.new_data_key()
    locked = crypto.lock_bytes(key, b"scan", context="a")
    assert crypto.unlock_bytes(key, locked, context="a") == b"scan"
    for wrong_key, data, context in [(crypto.new_data_key(), locked, "a"), (key, locked, "b"), (key, locked[:-1], "a"), (key, b"", "a")]:
        with pytest.raises(Tampered):
            crypto.unlock_bytes(wrong_key, data, context=context)


def test_no_key_stands_in_the_settings_or_the_environment(safe):
    secrets = [path.read_bytes() for path in Path(safe.KEYS_DIR).iterdir()]
    assert not [key for key in secrets if key.hex() in str(os.environ)]
    assert not [key for key in secrets if any(key.hex() in str(getattr(safe, name, "")) for name in dir(safe) if name.isupper())]
