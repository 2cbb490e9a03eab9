import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from resources.models import NewsItem
from tests.make import make_guideline
from tests.resources.make import make_news, make_upload
from tests.resources.real_files import make_picture

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("since", "until", "is_public"),
    [(-1, None, True), (1, None, False), (-2, -1, False), (-1, 1, True), (1, 2, False)],
)
def test_news_is_read_from_its_time_until_its_end(client, since, until, is_public):
    make_news(slug="news", published_at=NOW + since * HOUR, published_until=until and NOW + until * HOUR)

    assert client.get("/news/news/").status_code == (200 if is_public else 404)
    for path in ("/news/", "/news/feed/"):
        assert ("/news/news/" in client.get(path).text) is is_public


def test_news_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_news(published_at=NOW, published_until=NOW - HOUR)


def test_a_year_has_its_archive(client):
    make_news(slug="last-minute", published_at=datetime(2018, 12, 31, 23, 30, tzinfo=UTC))
    make_news(slug="summer", published_at=datetime(2019, 6, 30, 23, 30, tzinfo=UTC))

    page = client.get("/news/2018/").text

    assert "/news/last-minute/" in page
    assert "/news/summer/" not in page
    assert '<a href="/news/2018/" aria-current="page">2018</a>' in page
    assert '<a href="/news/2019/">2019</a>' in page
    assert client.get("/news/2017/").status_code == 404


def test_the_archive_counts_years_as_london_does(client):
    make_news(slug="summer", published_at=datetime(2019, 6, 1, tzinfo=UTC))
    make_news(slug="midnight", published_at=datetime(2020, 1, 1, 0, 30, tzinfo=UTC))

    assert "/news/midnight/" in client.get("/news/2020/").text


@pytest.mark.parametrize("slug", ["2019", "7", "feed"])
def test_an_address_that_means_something_else_is_refused(slug):
    with pytest.raises(ValidationError, match="taken"):
        NewsItem(slug=slug, title="A", summary="A").full_clean()


def test_the_archive_costs_as_much_for_many_as_for_few(client, django_assert_num_queries):
    for _ in range(5):
        make_news(published_at=datetime(2019, 6, 1, tzinfo=UTC))

    with django_assert_num_queries(4):  # count, items, years, standing pages
        client.get("/news/2019/")


def add(desk, **fields):
    facts = {
        "title": "A title",
        "slug": "a-title",
        "summary": "A summary.",
        "body": "Words.",
        "published_at_0": "2019-03-04",
        "published_at_1": "09:00",
        "published_until_0": "",
        "published_until_1": "",
        "starts_at_0": "",
        "starts_at_1": "",
        "ends_at_0": "",
        "ends_at_1": "",
        "place": "",
        "guideline": "",
        "picture_text": "",
    }
    return desk.post(reverse("admin:resources_newsitem_add"), facts | fields, follow=True)


def test_a_picture_is_shown_with_its_words(desk):
    add(desk, upload=make_upload(make_picture(size=(300, 200)), "a.png"), picture_text="Students round a table")

    item = NewsItem.objects.get()
    page = desk.get("/news/a-title/").text
    assert 'alt="Students round a table"' in page
    assert 'width="300"' in page
    assert item.picture_address in page
    picture = desk.get(item.picture_address)
    assert picture["Content-Type"] == "image/png"
    assert picture.getvalue().startswith(b"\x89PNG")


def test_a_picture_needs_words(desk):
    page = add(desk, upload=make_upload(make_picture(), "a.png"))

    assert "Say in words what the picture shows." in page.text
    assert not NewsItem.objects.exists()


def test_what_is_no_picture_is_refused(desk):
    page = add(desk, upload=make_upload(b"<svg onload=alert(1)>", "a.png"), picture_text="Words")

    assert "not a picture that we can read" in page.text
    assert not NewsItem.objects.exists()


def test_a_picture_can_be_taken_away(desk):
    add(desk, upload=make_upload(make_picture(), "a.png"), picture_text="Words")
    item = NewsItem.objects.get()
    assert default_storage.exists(item.picture)

    address = reverse("admin:resources_newsitem_change", args=[item.pk])
    page = desk.get(address)
    assert "Take the picture away" in page.text
    facts = {"without_picture": "on", "title": "A title", "slug": "a-title", "summary": "A", "picture_text": ""}
    times = {"published_at_0": "2019-03-04", "published_at_1": "09:00"}
    desk.post(address, facts | times)

    item.refresh_from_db()
    assert item.picture == ""


def test_news_says_which_guideline_it_is_about(client):
    guideline = make_guideline(slug="leadership", name="Leadership")
    make_news(slug="news", guideline=guideline)

    assert '<a href="/guidelines/leadership/">Leadership</a>' in client.get("/news/news/").text


def test_events_to_come_stand_first_and_apart_from_news_and_past_events(client):
    make_news(slug="words")
    make_news(slug="later", starts_at=NOW + 50 * HOUR)
    make_news(slug="sooner", starts_at=NOW + 30 * HOUR, ends_at=NOW + 31 * HOUR)
    make_news(slug="going-on", starts_at=NOW - 30 * HOUR, ends_at=NOW + HOUR)
    make_news(slug="over", starts_at=NOW - 3 * HOUR, ends_at=NOW - HOUR)
    make_news(slug="secret", starts_at=NOW + HOUR, published_at=NOW + HOUR)

    page = client.get("/news/").text

    coming, _, rest = page.partition("News and past events")
    assert re.findall('<h3><a href="/news/([a-z-]+)/"', coming) == ["going-on", "sooner", "later"]
    assert re.findall('<h3><a href="/news/([a-z-]+)/"', rest) == ["over", "words"]
    assert coming.count("Past event:") == 0
    assert rest.count("Past event:") == 1


def test_an_event_without_an_end_is_over_with_its_day(monkeypatch):
    start = datetime(2019, 6, 1, 8, tzinfo=UTC)
    item = make_news(starts_at=start)
    seen = []
    for at in (start + 14 * HOUR, start + 16 * HOUR):  # 23:00 and 01:00 in London
        monkeypatch.setattr("django.utils.timezone.now", lambda at=at: at)
        seen.append((NewsItem.objects.upcoming().exists(), item.is_over))

    assert seen == [(True, False), (False, True)]


def test_without_events_to_come_news_need_no_heading(client):
    make_news(slug="words")

    page = client.get("/news/").text

    assert '<h2><a href="/news/words/">' in page
    assert "Events to come" not in page


def test_events_to_come_cost_one_query(client, django_assert_num_queries):
    for _ in range(5):
        make_news(starts_at=NOW + HOUR)
        make_news()

    with django_assert_num_queries(5):  # events, count, items, years, standing pages
        client.get("/news/")
