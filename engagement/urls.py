from django.urls import path

from engagement import views

app_name = "engagement"
urlpatterns = [
    path("survey/<slug:slug>/", views.survey, name="survey"),
    path("steering-group/", views.steering_group, name="steering_group"),
    path("take-part/", views.take_part, name="take_part"),
]
