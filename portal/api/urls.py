from django.urls import path

from portal.api import views
from portal.api.service import api

app_name = "api_pages"
urlpatterns = [
    path("", views.index, name="index"),
    path("openapi.json", views.openapi, name="openapi"),
]
operations = api.urls
