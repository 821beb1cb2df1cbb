"""The vectors are those of Certificate Transparency's own tests; the definition is RFC 6962, section 2.1."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.ledger.hashes import hash_leaf
from disclosures.ledger.merkle import Frontier

LEAVES = [
    bytes.fromhex(each)
    for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def tree_hash(leaves):
    """RFC 6962, 2.1: split at the largest power of two smaller than n."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + tree_hash(leaves[:split]) + tree_hash(leaves[split:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_the_known_vectors(size):
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier.add(hash_leaf(leaf))
    assert frontier.root.hex() == tree_hash(LEAVES[:size]).hex() == ROOTS[size]


@given(st.lists(st.binary(max_size=8), max_size=70), st.integers(0, 70))
def test_any_log_sealed_in_two_parts_has_the_root_of_the_definition_at_both(leaves, cut):
    cut = min(cut, len(leaves))
    earlier = Frontier()
    for leaf in leaves[:cut]:
        earlier.add(hash_leaf(leaf))
    later = Frontier(size=earlier.size, peaks=earlier.peaks)
    for leaf in leaves[cut:]:
        later.add(hash_leaf(leaf))
    assert earlier.root == tree_hash(leaves[:cut])
    assert later.root == tree_hash(leaves)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.data())
def test_no_leaf_can_be_changed_without_changing_the_root(leaves, data):
    at = data.draw(st.integers(0, len(leaves) - 1))
    other = data.draw(st.binary(max_size=4).filter(lambda each: each != leaves[at]))
    assert tree_hash(leaves) != tree_hash([*leaves[:at], other, *leaves[at + 1 :]])


def test_a_frontier_of_the_wrong_size_is_refused():
    with pytest.raises(ValueError, match="one peak"):
        Frontier(size=3, peaks=[b"x"])
