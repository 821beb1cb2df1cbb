"""A package opens for the release and recipient it was sealed for, and for nothing else."""

import pytest

from disclosures import keyring
from disclosures.delivery import sealing
from disclosures.delivery.sealing import SealBroken
from disclosures.keyring import KeyUnknown

NAMES = {"release": "r-1", "recipient": "u-7"}
CONTENT = "李伟 +86 138".encode()


@pytest.fixture(autouse=True)
def _keys():
    with keyring.ephemeral():
        yield


def opened(sealed, *, ciphertext=None, **changed):
    asked = {"wrapped_key": sealed.wrapped_key, "wrapped_by": sealed.wrapped_by} | NAMES | changed
    return sealing.unseal(sealed.ciphertext if ciphertext is None else ciphertext, **asked)


def test_what_was_sealed_opens():
    sealed = sealing.seal(CONTENT, **NAMES)
    assert opened(sealed) == CONTENT
    assert CONTENT not in sealed.ciphertext


def test_an_empty_package_opens():
    assert opened(sealing.seal(b"", **NAMES)) == b""


@pytest.mark.parametrize(
    "swapped",
    [
        {"release": "r-2"},
        {"recipient": "u-8"},
        {"release": "u-7", "recipient": "r-1"},
        {"release": "r-1u", "recipient": "-7"},  # the same bytes in a row, cut elsewhere
        {"release": "", "recipient": ""},
    ],
)
def test_other_names_do_not_open_it(swapped):
    with pytest.raises(SealBroken):
        opened(sealing.seal(CONTENT, **NAMES), **swapped)


def test_another_format_version_does_not_open_it(monkeypatch):
    sealed = sealing.seal(CONTENT, **NAMES)
    monkeypatch.setattr(sealing, "VERSION", 2)
    with pytest.raises(SealBroken):
        opened(sealed)
    relabelled = sealed.ciphertext[:4] + bytes([2]) + sealed.ciphertext[5:]
    with pytest.raises(SealBroken):
        opened(sealed, ciphertext=relabelled)


def test_every_changed_byte_is_noticed():
    sealed = sealing.seal(CONTENT, **NAMES)
    for place in range(len(sealed.ciphertext)):
        changed = bytearray(sealed.ciphertext)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            opened(sealed, ciphertext=bytes(changed))


def test_a_cut_package_is_noticed():
    sealed = sealing.seal(CONTENT, **NAMES)
    for length in range(len(sealed.ciphertext)):
        with pytest.raises(SealBroken):
            opened(sealed, ciphertext=sealed.ciphertext[:length])


def test_each_package_has_a_key_of_its_own():
    one, other = (sealing.seal(CONTENT, **NAMES) for _ in range(2))
    assert one.ciphertext != other.ciphertext
    with pytest.raises(SealBroken):
        opened(one, wrapped_key=other.wrapped_key)


@pytest.mark.parametrize("damaged", [b"", b"\0" * 40, b"short"])
def test_a_damaged_key_is_a_broken_seal(damaged):
    with pytest.raises(SealBroken):
        opened(sealing.seal(CONTENT, **NAMES), wrapped_key=damaged)


def test_another_keyring_does_not_open_it():
    sealed = sealing.seal(CONTENT, **NAMES)
    with keyring.ephemeral(), pytest.raises(KeyUnknown):
        opened(sealed)
    assert opened(sealed) == CONTENT


def test_what_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(sealing, "LARGEST", 10)
    with pytest.raises(sealing.PackageTooLarge):
        sealing.seal(b"x" * 11, **NAMES)
    assert sealing.seal(b"x" * 10, **NAMES)


def test_neither_keys_nor_contents_are_shown_by_accident():
    sealed = sealing.seal(CONTENT, **NAMES)
    assert sealed.wrapped_by in repr(sealed)
    assert repr(sealed.ciphertext) not in repr(sealed)
    assert repr(sealed.wrapped_key) not in repr(sealed)
