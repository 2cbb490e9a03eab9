"""Asking another site whether a page is there."""

from urllib.parse import urljoin

import httpx
from django.conf import settings

from .addresses import NotAsked, judge
from .connecting import GuardedTransport

SECONDS = 12  # for one connection, everything included
MOST_STEPS = 5
REFUSES_MACHINES = {401, 402, 403, 407, 408, 425, 429, 999}  # says nothing of what people would see
SAID = {404: "The page is not there (404).", 410: "The page is gone for good (410)."}
WEB = httpx.Timeout(6)


def ask(url):
    """(status or None, trouble): HEAD, then GET where HEAD is refused; trouble is "" when the page is there."""
    agent = f"LinkChecker/1 (+{settings.SITE_URL})"
    transport = GuardedTransport(seconds=SECONDS)
    with httpx.Client(transport=transport, trust_env=False, timeout=WEB, headers={"User-Agent": agent}) as client:
        try:
            status = _status(client, "HEAD", url)
            if status >= 400:
                status = _status(client, "GET", url)
        except NotAsked as refusal:
            return None, str(refusal)
        except httpx.TimeoutException:
            return None, "The site took too long to answer."
        except httpx.ConnectError as error:
            is_tls = "certificate" in str(error).lower() or "ssl" in str(error).lower()
            return None, "Its certificate is not in order." if is_tls else "The site does not answer."
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            return None, "The site does not answer as a web site does."
    return status, _trouble(status)


def _status(client, method, url):
    """What the last page in the chain of redirects answers; of no page more is read than its head."""
    for _ in range(MOST_STEPS):
        judge(url)
        with client.stream(method, url) as answer:
            if not (answer.has_redirect_location and answer.status_code in (301, 302, 303, 307, 308)):
                return answer.status_code
            url = urljoin(url, answer.headers["location"])
    raise NotAsked("It leads from one address to the next without end.")


def _trouble(status):
    if status < 400 or status in REFUSES_MACHINES:
        return ""
    return SAID.get(status) or f"The site answers with an error ({status})."
