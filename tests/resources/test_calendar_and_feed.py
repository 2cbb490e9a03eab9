"""What other programs make of our events and our feed."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest

from tests.resources.make import make_news

pytestmark = pytest.mark.django_db
STARTS = datetime(2019, 6, 20, 12, 30, tzinfo=UTC)
ENDS = datetime(2019, 6, 20, 15, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def event_of(client, **fields):
    make_news(slug="workshop", starts_at=STARTS, **fields)
    response = client.get("/news/workshop/calendar.ics")
    calendar = icalendar.Calendar.from_ical(response.content)
    assert not calendar.errors
    (event,) = calendar.walk("VEVENT")
    assert not event.errors
    return response, event


def test_a_calendar_reads_the_event(client):
    response, event = event_of(client, title="A workshop", ends_at=ENDS, place="Leeds")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="workshop.ics"'
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (STARTS, ENDS)
    assert (event["summary"], event["location"]) == ("A workshop", "Leeds")
    assert event["url"].endswith("/news/workshop/")
    assert "@" in event["uid"]
    assert event.decoded("dtstamp").tzinfo is not None


def test_no_word_is_lost_or_broken_on_its_way(client):
    title = "Reflection; practice, and “care” \\ back " + "é" * 90 + "\u202f🙂" * 40
    response, event = event_of(client, title=title[:200], place="Room 1; Leeds, UK")

    assert event["summary"] == " ".join(title[:200].split())
    assert event["location"] == "Room 1; Leeds, UK"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    assert b"\n" not in response.content.replace(b"\r\n", b"")


def test_a_title_cannot_add_lines_of_its_own(client):
    _, event = event_of(client, title="A\r\nATTENDEE:mailto:x@example.org", place="B\nEND:VEVENT")

    assert "attendee" not in event
    assert event["location"] == "B END:VEVENT"


def test_an_event_without_an_end_is_valid(client):
    _, event = event_of(client)

    assert "dtend" not in event


def test_plain_news_has_no_calendar_file(client):
    make_news(slug="news")

    assert client.get("/news/news/calendar.ics").status_code == 404
    assert "calendar.ics" not in client.get("/news/news/").text


def test_an_event_offers_its_calendar_file(client):
    make_news(slug="workshop", starts_at=STARTS)

    assert 'href="calendar.ics"' in client.get("/news/workshop/").text


def test_feed_readers_read_the_news(client):
    make_news(slug="one", title="Care & “quality” <b>", summary="1 < 2")
    response = client.get("/news/feed/")

    feed = feedparser.parse(response.content)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert feed.entries[0].title == "Care & “quality” <b>"
    assert feed.entries[0].summary == "1 &lt; 2"
    assert feed.entries[0].link.endswith("/news/one/")


def test_the_feed_has_all_that_the_standard_asks_for(client):
    for _ in range(3):
        make_news()
    root = ElementTree.fromstring(client.get("/news/feed/").content)

    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(root.findall(ATOM + name)) == 1
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"].endswith("/news/feed/")
    assert links["alternate"].endswith("/news/")
    assert root.find(f"{ATOM}author/{ATOM}name").text
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        assert len(entry.findall(f"{ATOM}id")) == len(entry.findall(f"{ATOM}updated")) == 1
        assert entry.find(f"{ATOM}link").get("href").startswith("http")
        assert datetime.fromisoformat(entry.find(f"{ATOM}updated").text).tzinfo
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == 3
    newest = max(entry.find(f"{ATOM}updated").text for entry in entries)
    assert root.find(f"{ATOM}updated").text == newest


def test_an_empty_feed_is_a_feed(client):
    assert feedparser.parse(client.get("/news/feed/").content).version == "atom10"
