"""Everything that editors wrote, and what it points to; settings.WRITTEN names the functions that know."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from portal import markdown
from portal.models import Redirect


@dataclass(frozen=True)
class Written:
    """Somewhere that editors wrote: what it is called, where it is edited, its Markdown.

    `links` are addresses that it points to outside of that text. `own(scheme, name)` answers the address of a link by
    name that holds only here, such as `chapter:aims`, or None.
    """

    name: str
    address: str
    text: str = ""
    links: tuple = ()
    own: object = None

    def points_to(self):
        """[(address, line)]: addresses of this site start with a slash; line is None outside of the text."""
        found = [(address, None) for address in self.links]
        for link in _links_in(self.text):
            if address := self._address(link.target):
                found.append((address, link.line))
        return found

    def _address(self, target):
        scheme, colon, name = target.partition(":")
        if colon and scheme in settings.LINKABLE:
            return _address_by_name(scheme, name)
        if colon and self.own and (address := self.own(scheme, name)):
            return address
        return target.removeprefix(settings.SITE_URL) if target.startswith(f"{settings.SITE_URL}/") else target


def _links_in(text):
    try:
        return markdown.read(text).links if text else []
    except markdown.TooLong:
        return []


def _address_by_name(scheme, name):
    try:
        return apps.get_model(settings.LINKABLE[scheme])(slug=name).get_absolute_url()
    except NoReverseMatch:  # nothing can have such a name
        return None


def redirects():
    """The redirects, which point to where they lead. One query."""
    for redirect in Redirect.objects.all():
        address = reverse("admin:portal_redirect_change", args=[redirect.pk])
        yield Written(f"The redirect from {redirect.old}", address, links=(redirect.new,))


def everything():
    """Every Written of what readers meet now or will meet once it is released. A constant number of queries."""
    return [written for name in settings.WRITTEN for written in import_string(name)()]


def linking_to(is_it):
    """[(Written, its lines)] of what points to an address for which `is_it(address)` holds."""
    found = []
    for written in everything():
        lines = [line for address, line in written.points_to() if is_it(address)]
        if lines:
            found.append((written, sorted({line for line in lines if line})))
    return found


def is_at(*paths):
    """The question whether an address is one of these paths of this site, whatever follows ? or #."""
    wanted = {_path(path) for path in paths}
    return lambda address: address.startswith("/") and _path(address) in wanted


def _path(address):
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:  # brackets where no address has any
        return None
