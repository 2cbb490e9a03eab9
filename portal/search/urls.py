from django.urls import path

from portal.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="suggest"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
]
