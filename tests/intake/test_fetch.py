"""Addresses are checked before anything is asked, by our own table and our own reading of them."""

import ipaddress

import pytest

from components.errors import FetchError
from components.intake.addresses import REFUSED, literal, refusal
from components.intake.weblink import Link, parse_link, redirected

LINK = Link("https", "valley.org", 443, "/a/b?c=d", None)


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: str(row[0]))
def test_the_first_and_the_last_address_of_every_network_in_the_table_are_refused(
    row: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, str, str],
) -> None:
    network, _, source = row
    assert refusal(str(network[0]))
    assert refusal(str(network[-1]))
    assert source.startswith(("RFC ", "Azure: "))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "this machine"),
        ("0.0.0.0", "this network"),  # noqa: S104 - an address that is refused, not one that is listened on
        ("10.1.2.3", "private"),
        ("172.31.255.255", "private"),
        ("100.100.100.200", "shared by carriers"),
        ("168.63.129.16", "the platform of a cloud"),
        ("169.254.169.254", "link-local"),
        ("192.0.0.192", "for protocols"),
        ("224.0.0.251", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::1", "this machine"),
        ("::ffff:9.9.9.9", "an IPv4 address inside IPv6"),
        ("::127.0.0.1", "an IPv4 address inside IPv6"),
        ("64:ff9b::7f00:1", "an IPv4 address behind NAT64"),
        ("64:ff9b:1::1", "an IPv4 address behind NAT64"),
        ("2002:7f00:1::", "an IPv4 address behind 6to4"),
        ("2001:0:1::1", "a Teredo tunnel"),
        ("2001:db8::1", "for documentation"),
        ("fd00:ec2::254", "private"),
        ("fe80::1", "link-local"),
        ("2600::1%eth0", "bound to one link"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("4000::1", "not given out to anybody"),
        ("valley.org", "no address"),
    ],
)
def test_an_address_that_is_not_on_the_open_internet_is_refused_by_what_it_is(address: str, why: str) -> None:
    assert refusal(address) == why


@pytest.mark.parametrize("address", ["9.9.9.9", "172.32.0.1", "100.128.0.1", "2600::1", "2a00:1450::1", "2001:4860::1"])
def test_an_address_of_the_open_internet_is_let_through(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "9.9.9.09", "1.2.3", "0x7f.1", "256.1.1.1"]
)
def test_an_address_in_an_unusual_form_is_no_address(host: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        literal(host)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://valley.org/a/b?c=d", LINK),
        (" https://Valley.ORG/a/b?c=d ", LINK),
        ("https://valley.org.:443/a/b?c=d", LINK),
        ("http://valley.org", Link("http", "valley.org", 80, "/", None)),
        ("http://valley.org:443?x", Link("http", "valley.org", 443, "/?x", None)),
        ("http://9.9.9.9/", Link("http", "9.9.9.9", 80, "/", "9.9.9.9")),
        ("http://[2600::0:1]/", Link("http", "2600::1", 80, "/", "2600::1")),
        ("http://мост.org/Яр?д=1", Link("http", "xn--l1aeje.org", 80, "/%D0%AF%D1%80?%D0%B4=1", None)),
        ("http://valley.org/a%20b", Link("http", "valley.org", 80, "/a%20b", None)),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart_once(url: str, link: Link) -> None:
    assert parse_link(url) == link


def test_an_address_can_be_put_together_again() -> None:
    urls = ["https://valley.org/a/b?c=d", "http://valley.org:443/", "http://[2600::1]/"]
    assert [parse_link(url).url for url in urls] == urls


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "characters"),
        ("http://valley.org/" + "a" * 2_000, "too long"),
        ("http://valley.org/a b", "characters"),
        ("http://valley.org/\r\nHost: x", "characters"),
        ("http://valley.org\\@evil.org/", "characters"),
        ("http://valley.org/\u202egpj", "characters"),
        ("http://ann:secret@valley.org/", "name or password"),
        ("http://valley.org@evil.org/", "name or password"),
        ("http://valley.org/#part", "There is a #"),
        ("http://valley.org:8080/", "Port 8080 is not asked"),
        ("http://valley.org:0/", "Port 0 is not asked"),
        ("http://valley.org:99999/", "cannot be taken apart"),
        ("http://[::1/", "cannot be taken apart"),
        ("http:///path", "name a host"),
        ("valley.org", "begin with http"),
        ("http://127.1/", "usual form"),
        ("http://intranet/", "house network"),
        ("http://printer.local/", "house network"),
        ("http://a.localhost/", "house network"),
        ("http://metadata.google.internal/", "house network"),
        ("http://-a.org/", "no name"),
        ("http://a..org/", "no name"),
    ],
)
def test_an_address_with_anything_odd_is_refused_and_not_repaired(url: str, reason: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_link(url)
    assert reason in caught.value.reason
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/c", "https://valley.org/c"),
        ("e", "https://valley.org/a/e"),
        ("//hill.org/c", "https://hill.org/c"),
        ("https://hill.org/c#part", "https://hill.org/c"),
        ("?x", "https://valley.org/a/b?x"),
    ],
)
def test_a_redirect_is_followed_from_where_it_was_given(location: str, url: str) -> None:
    assert redirected(LINK, location).url == url


@pytest.mark.parametrize(
    "location",
    [
        "",
        "http://valley.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://a:b@hill.org/",
        "//localhost/",
        "\r\nX: y",
        "https://[/",
    ],
)
def test_a_redirect_to_nowhere_or_to_no_encryption_is_refused(location: str) -> None:
    with pytest.raises(FetchError):
        redirected(LINK, location)
