from django.urls import path, register_converter
from django.views.decorators.http import require_safe

from resources import converters, views
from resources.feeds import NewsFeed

register_converter(converters.Year, "year")
register_converter(converters.VersionNumber, "version")

app_name = "resources"
urlpatterns = [
    path("resources/", views.documents, name="documents"),
    path("resources/<slug:slug>/", views.document, name="document"),
    path("resources/<slug:slug>/download/", views.download, name="download"),
    path("resources/<slug:slug>/versions/<version:number>/download/", views.version_download, name="version_download"),
    path("resources/<slug:slug>/versions/<version:number>/first-page.webp", views.first_page, name="first_page"),
    path("news/", views.news, name="news"),
    path("news/feed/", require_safe(NewsFeed()), name="news_feed"),
    path("news/<year:year>/", views.archive, name="news_archive"),
    path("news/<slug:slug>/", views.news_item, name="news_item"),
    path("news/<slug:slug>/calendar.ics", views.calendar, name="calendar"),
    path("about/<slug:slug>/", views.page, name="page"),
]
