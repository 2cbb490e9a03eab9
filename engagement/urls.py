from django.urls import include, path

from engagement import views
from engagement.feedback import views as feedback
from engagement.joining import views as joining
from engagement.reviewing import views as reviewing
from engagement.updates import views as updates

app_name = "engagement"
review = [
    path("", reviewing.review, name="review"),
    path("chapters/<slug:slug>/", reviewing.chapter, name="review_chapter"),
    path("changes/", reviewing.changed, name="review_changes"),
    path("verdict/", reviewing.verdict, name="review_verdict"),
    path("download/<slug:format>/", reviewing.download, name="review_download"),
]
of_subscriber = [
    path("", updates.subscription, name="subscription"),
    path("stop/", updates.unsubscribe, name="unsubscribe"),
]
urlpatterns = [
    path("survey/<slug:slug>/", views.survey, name="survey"),
    path("survey/<slug:slug>/answer/", views.answer, name="answer"),
    path("guidelines/<slug:guideline>/you-said-we-did/", views.you_said, name="you_said"),
    path("steering-group/", joining.steering_group, name="steering_group"),
    path("steering-group/express-interest/", joining.express_interest, name="express_interest"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("take-part/", views.take_part, name="take_part"),
    path("subscribe/", updates.subscribe, name="subscribe"),
    path("subscribe/sent/", updates.sent, name="subscription_sent"),
    path("subscribe/confirm/<str:secret>/", updates.confirm, name="confirm_subscription"),
    path("subscribe/<int:pk>/<str:secret>/", include(of_subscriber)),
    path("review/<str:secret>/", include(review)),
]
