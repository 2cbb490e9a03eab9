"""Which addresses may be asked at all: those that anybody on the internet could ask."""

import socket
from ipaddress import IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings

PORTS = {"http": 80, "https": 443}
NAT64 = ip_network("64:ff9b::/96")  # the last 32 bits are the IPv4 address behind it


class NotAsked(Exception):
    """The address is not asked; the message says why."""


def is_public(address):
    """Whether this IP address is one of the internet's; those that carry another one are as public as that."""
    address = ip_address(address)
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ip_address(int(address) & 0xFFFFFFFF)
        if inner:
            return is_public(inner)
        if address.is_site_local or address.teredo or address.scope_id:
            return False
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    return address.is_global and not special and not address.is_link_local


def judge(url):
    """Raises NotAsked unless this is http or https, at its own port, without a name and password in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAsked("It is not an address.") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotAsked("It leads to something other than a web page.")
    if f"{parts.hostname}:{port}" in settings.OUTSIDE_LINKS_ALSO:
        return
    if parts.username is not None or parts.password is not None:
        raise NotAsked("It holds a name or password, so it is not followed.")
    if port not in (None, PORTS[parts.scheme]):
        raise NotAsked("It leads to an unusual port, so it is not followed.")


def resolved(host, port):
    """The IP address to connect to. Raises NotAsked unless every address of that host is public."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotAsked("There is no such site: its name is not known.") from None
    found = [answer[4][0] for answer in answers]
    for address in found:
        if f"{address}:{port}" not in settings.OUTSIDE_LINKS_ALSO and not is_public(address):
            raise NotAsked("It leads to a private address, so it is not followed.")
    return found[0]
