"""Which other sites our texts point to, and from where."""

from collections import defaultdict
from urllib.parse import urlsplit

from portal import written
from portal.models import OutsideLink
from portal.models.outside_link import LONGEST


def used_in():
    """{url: [Written, …]} of every http and https address, without what follows its #."""
    found = defaultdict(list)
    for each in written.everything():
        for address, _ in each.points_to():
            url = address.partition("#")[0]
            if url.lower().startswith(("http://", "https://")) and each not in found[url]:
                found[url].append(each)
    return dict(found)


def collect():
    """Notes links that are new and forgets those that no text holds any longer. Two processes may do it at once."""
    cited = {url: host for url in used_in() if len(url) <= LONGEST and (host := _host(url))}
    known = set(OutsideLink.objects.values_list("url", flat=True))
    fresh = [OutsideLink(url=url, host=host) for url, host in cited.items() if url not in known]
    OutsideLink.objects.bulk_create(fresh, batch_size=200, ignore_conflicts=True)
    gone = [url for url in known if url not in cited]
    for start in range(0, len(gone), 200):
        OutsideLink.objects.filter(url__in=gone[start : start + 200]).delete()


def _host(url):
    """The host in the address, or "" when it has none or holds what no database keeps."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return "" if "\x00" in url or len(host) > 255 else host
