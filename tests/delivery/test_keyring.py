"""Keys are made once, kept from others, and renewed without losing what the old ones wrapped."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from disclosures import keyring
from disclosures.keyring import KeyringUnreadable, KeyUnknown, key_file, keys, ring


@pytest.fixture
def path(settings, tmp_path):
    settings.DESK_KEYS = ""
    settings.DESK_KEY_FILE = str(tmp_path / "new" / "desk.keys")
    ring.forget()
    yield Path(settings.DESK_KEY_FILE)
    ring.forget()


def test_the_first_use_makes_a_private_key_file(path):
    wrapped, by = keyring.wrap(b"k" * 32)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["desk.keys"]
    ring.forget()
    assert keyring.unwrap(wrapped, by=by) == b"k" * 32


def test_of_many_who_make_it_at_once_all_read_the_same_keys(path):
    def first_start(_):
        key_file.make(path=path)
        return keys.dump(key_file.read(path=path))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(first_start, range(40)))) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o700 | 0o010])
def test_a_key_file_that_others_can_read_is_refused_with_what_to_do(path, mode):
    keyring.make()
    path.chmod(mode)
    with pytest.raises(KeyringUnreadable, match="chmod 600"):
        keyring.signing_key()


def test_making_keys_again_changes_nothing(path):
    keyring.make()
    before = path.read_bytes()
    keyring.make()
    assert path.read_bytes() == before


def test_a_derived_key_is_of_its_purpose_and_stays_when_wrapping_keys_are_renewed(path):
    before = keyring.derived(purpose="one")
    key_file.renew(path=path)
    ring.forget()
    assert keyring.derived(purpose="one") == before
    assert keyring.derived(purpose="another") != before
    assert before not in (key_file.read(path=path).signing, *key_file.read(path=path).wrapping.values())


def test_a_renewed_key_wraps_what_is_new_and_old_keys_still_open(path):
    wrapped, old = keyring.wrap(b"k" * 32)
    new = key_file.renew(path=path)
    ring.forget()
    assert keyring.wrap(b"n" * 32)[1] == new != old
    assert keyring.unwrap(wrapped, by=old) == b"k" * 32
    again, by = keyring.rewrap(wrapped, by=old)
    assert by == new
    assert keyring.unwrap(again, by=by) == b"k" * 32
    assert keyring.rewrap(again, by=by) == (again, by)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_process_that_read_the_keys_before_a_renewal_opens_what_came_after(path):
    keyring.make()
    held = ring._keys()
    key_file.renew(path=path)
    ring.forget()
    wrapped, by = keyring.wrap(b"k" * 32)
    ring.forget()
    assert by not in held.wrapping
    assert keyring.unwrap(wrapped, by=by) == b"k" * 32


def test_a_signature_verifies_with_the_public_key_after_a_renewal(path):
    signature = keyring.signing_key().sign(b"checkpoint")
    key_file.renew(path=path)
    ring.forget()
    keyring.signing_key().public_key().verify(signature, b"checkpoint")
    assert keyring.public_key().startswith("-----BEGIN PUBLIC KEY-----")


def test_keys_may_be_given_as_json_or_as_a_secret_file(path, settings, tmp_path):
    given = keys.generate()
    settings.DESK_KEYS = keys.dump(given)
    assert keyring.wrap(b"k" * 32)[1] == given.current
    secret = tmp_path / "secret"
    secret.touch(mode=0o600)
    secret.write_text(keys.dump(given))
    settings.DESK_KEYS = str(secret)
    assert keyring.wrap(b"k" * 32)[1] == given.current
    assert not path.exists()


@pytest.mark.parametrize(
    "bad",
    [
        "{}",
        "{not json",
        json.dumps({"wrapping": [], "signing": "AAAA"}),
        json.dumps({"wrapping": [{"id": "k", "key": "AAAA"}], "signing": "AAAA"}),
        json.dumps({"wrapping": [{"id": "k", "key": "*"}], "signing": "AAAA"}),
    ],
)
def test_unusable_keys_are_refused_and_not_quoted(settings, bad):
    settings.DESK_KEYS = bad
    with pytest.raises(KeyringUnreadable) as refusal:
        keyring.signing_key()
    assert bad not in str(refusal.value)


def test_an_unknown_wrapping_key_is_named_by_its_id():
    with keyring.ephemeral():
        wrapped, by = keyring.wrap(b"k" * 32)
    with keyring.ephemeral(), pytest.raises(KeyUnknown, match=by):
        keyring.unwrap(wrapped, by=by)


def test_ephemeral_keys_need_no_file_and_reach_threads(path):
    with keyring.ephemeral():
        wrapped, by = keyring.wrap(b"k" * 32)
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(keyring.unwrap, wrapped, by=by).result() == b"k" * 32
    assert not path.exists()


def test_keys_are_not_shown_by_repr():
    made = keys.generate()
    assert repr(made) == "Keys()"
