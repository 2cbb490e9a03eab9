from django.urls import path
from django.views.decorators.http import require_safe

from resources import views
from resources.feeds import NewsFeed

app_name = "resources"
urlpatterns = [
    path("resources/", views.documents, name="documents"),
    path("resources/<slug:slug>/", views.document, name="document"),
    path("resources/<slug:slug>/download/", views.download, name="download"),
    path("news/", views.news, name="news"),
    path("news/feed/", require_safe(NewsFeed()), name="news_feed"),
    path("news/<slug:slug>/", views.news_item, name="news_item"),
    path("about/<slug:slug>/", views.page, name="page"),
]
