from django.urls import include, path

from engagement import views
from engagement.reviewing import views as reviewing

app_name = "engagement"
review = [
    path("", reviewing.review, name="review"),
    path("chapters/<slug:slug>/", reviewing.chapter, name="review_chapter"),
    path("changes/", reviewing.changed, name="review_changes"),
    path("verdict/", reviewing.verdict, name="review_verdict"),
    path("download/<slug:format>/", reviewing.download, name="review_download"),
]
urlpatterns = [
    path("survey/<slug:slug>/", views.survey, name="survey"),
    path("survey/<slug:slug>/answer/", views.answer, name="answer"),
    path("guidelines/<slug:guideline>/you-said-we-did/", views.you_said, name="you_said"),
    path("steering-group/", views.steering_group, name="steering_group"),
    path("take-part/", views.take_part, name="take_part"),
    path("review/<str:secret>/", include(review)),
]
