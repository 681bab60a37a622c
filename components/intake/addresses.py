"""Which addresses of the internet may be fetched from: our own table, each row with where it is laid down.

What a stranger gets wrong: Python's `is_global` calls multicast, 6to4 and the IPv4 inside NAT64 global, and each lets a
page on the internet point at a machine in this house. IPv6 is therefore allowed by exception: 2000::/3 less what is
carved out of it; everything else is refused.
"""

from __future__ import annotations

import ipaddress
import re
from ipaddress import IPv4Network, IPv6Network

Network = IPv4Network | IPv6Network

#: Refused networks, what each is, and its source (IANA special-purpose registries, RFC 6890).
REFUSED: tuple[tuple[Network, str, str], ...] = tuple(
    (ipaddress.ip_network(network), what, source)
    for network, what, source in (
        ("0.0.0.0/8", "this network", "RFC 791"),
        ("10.0.0.0/8", "private", "RFC 1918"),
        ("100.64.0.0/10", "shared by carriers", "RFC 6598"),
        ("127.0.0.0/8", "this machine", "RFC 1122"),
        ("168.63.129.16/32", "the platform of a cloud", "Azure: What is IP address 168.63.129.16"),
        ("169.254.0.0/16", "link-local", "RFC 3927"),
        ("172.16.0.0/12", "private", "RFC 1918"),
        ("192.0.0.0/24", "for protocols", "RFC 6890"),
        ("192.0.2.0/24", "for documentation", "RFC 5737"),
        ("192.31.196.0/24", "for AS112", "RFC 7535"),
        ("192.52.193.0/24", "for AMT relays", "RFC 7450"),
        ("192.88.99.0/24", "a 6to4 relay", "RFC 7526"),
        ("192.168.0.0/16", "private", "RFC 1918"),
        ("192.175.48.0/24", "for AS112", "RFC 7534"),
        ("198.18.0.0/15", "for benchmarks", "RFC 2544"),
        ("198.51.100.0/24", "for documentation", "RFC 5737"),
        ("203.0.113.0/24", "for documentation", "RFC 5737"),
        ("224.0.0.0/4", "multicast", "RFC 5771"),
        ("240.0.0.0/4", "reserved", "RFC 1112"),
        ("::/128", "unspecified", "RFC 4291"),
        ("::1/128", "this machine", "RFC 4291"),
        ("::ffff:0:0/96", "an IPv4 address inside IPv6", "RFC 4291"),
        ("::/96", "an IPv4 address inside IPv6", "RFC 4291"),
        ("::ffff:0:0:0/96", "an IPv4 address inside IPv6", "RFC 2765"),
        ("64:ff9b::/96", "an IPv4 address behind NAT64", "RFC 6052"),
        ("64:ff9b:1::/48", "an IPv4 address behind NAT64", "RFC 8215"),
        ("100::/64", "discarded", "RFC 6666"),
        ("2001::/32", "a Teredo tunnel", "RFC 4380"),
        ("2001::/23", "for protocols", "RFC 2928"),
        ("2001:db8::/32", "for documentation", "RFC 3849"),
        ("2002::/16", "an IPv4 address behind 6to4", "RFC 3056"),
        ("2620:4f:8000::/48", "for AS112", "RFC 7534"),
        ("3fff::/20", "for documentation", "RFC 9637"),
        ("5f00::/16", "for segment routing", "RFC 9602"),
        ("fc00::/7", "private", "RFC 4193"),
        ("fe80::/10", "link-local", "RFC 4291"),
        ("fec0::/10", "site-local", "RFC 3879"),
        ("ff00::/8", "multicast", "RFC 4291"),
    )
)
#: The one part of IPv6 from which addresses for everybody are given out (RFC 4291, section 2.4; IANA).
_UNICAST = IPv6Network("2000::/3")
_LAST_IS_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)


def refusal(address: str) -> str | None:
    """Why an address may not be fetched from; None when it may.

    Args:
        address: as a resolver gives it; a zone ("%eth0") is refused.

    >>> refusal("64:ff9b::7f00:1"), refusal("127.0.0.1"), refusal("9.9.9.9")
    ('an IPv4 address behind NAT64', 'this machine', None)
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "no address"
    if "%" in address:
        return "bound to one link"
    for network, what, _ in REFUSED:
        if parsed.version == network.version and parsed in network:
            return what
    if parsed.version == 6 and parsed not in _UNICAST:
        return "not given out to anybody"
    return None


def literal(host: str) -> str | None:
    """The address that a host is when it is written as one; None when it is a name.

    Raises:
        ValueError: it ends in a number and is no address in its usual form: 127.1, 2130706433, 0x7f.1, 0177.0.0.1.

    >>> literal("9.9.9.9"), literal("example.org")
    ('9.9.9.9', None)
    """
    if ":" in host:
        return str(ipaddress.IPv6Address(host))
    if _LAST_IS_NUMBER.search(host):
        return str(ipaddress.IPv4Address(host))
    return None
