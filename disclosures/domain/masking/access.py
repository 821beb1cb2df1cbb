"""What a visit left behind, made coarse; each of these masks leaves a value alone that is that coarse already."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from disclosures.domain.masking.hidden import HIDDEN

_KEPT_BITS: Final = {4: 24, 6: 48}
_PRIMARY_TAG: Final = re.compile(r"([a-z]{2,3})(?=[-_,;\s]|\Z)", re.IGNORECASE)
_FAMILIES: Final = (
    ("micromessenger", "WeChat"),
    ("wechat", "WeChat"),
    ("qqbrowser", "QQ Browser"),
    ("qq browser", "QQ Browser"),
    ("ucbrowser", "UC Browser"),
    ("uc browser", "UC Browser"),
    ("huaweibrowser", "Huawei Browser"),
    ("huawei browser", "Huawei Browser"),
    ("miuibrowser", "Mi Browser"),
    ("mi browser", "Mi Browser"),
    ("samsungbrowser", "Samsung Internet"),
    ("samsung internet", "Samsung Internet"),
    ("edg", "Edge"),
    ("opr/", "Opera"),
    ("opera", "Opera"),
    ("fxios", "Firefox"),
    ("firefox", "Firefox"),
    ("crios", "Chrome"),
    ("chrom", "Chrome"),
    ("safari", "Safari"),
    ("msie", "Internet Explorer"),
    ("trident", "Internet Explorer"),
    ("internet explorer", "Internet Explorer"),
)
"""A sign in the agent's text and its family; the telling ones first, as most browsers also name Chrome or Safari."""
_OTHER: Final = "other"


def network(value: str) -> str:
    """The /24 of an IPv4 address, the /48 of an IPv6 address: "203.0.113.0/24"."""
    address, _, bits = value.strip().partition("/")
    try:
        whole = ip_address(address)
        mapped = whole.ipv4_mapped if isinstance(whole, IPv6Address) else None
        shown = mapped or whole
        kept = _KEPT_BITS[shown.version]
        given = int(bits) if bits and not mapped else kept
        return str(ip_network((shown.packed, min(kept, given)), strict=False))
    except ValueError:
        return HIDDEN


def browser_family(value: str) -> str:
    """The browser's family out of a closed list, so that no odd agent text gets through; else "other"."""
    text = value.casefold()
    return next((family for sign, family in _FAMILIES if sign in text), _OTHER)


def primary_tag(value: str) -> str:
    """As "zh" for "zh-CN,zh;q=0.9"."""
    found = _PRIMARY_TAG.match(value.strip())
    return found[1].lower() if found else HIDDEN
