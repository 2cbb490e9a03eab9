"""Taking part, at the editors' desk."""

from engagement.reviewing.desk import ReviewLinkAdmin
from engagement.updates.desk import SubscriberAdmin, SubscriptionRequestAdmin

from .expression import ExpressionAdmin
from .feedback import FeedbackAdmin
from .steering_group import SteeringGroupCallAdmin
from .survey import SurveyAdmin, SurveyAnswerAdmin
from .theme import ThemeAdmin

__all__ = [
    "ExpressionAdmin",
    "FeedbackAdmin",
    "ReviewLinkAdmin",
    "SteeringGroupCallAdmin",
    "SubscriberAdmin",
    "SubscriptionRequestAdmin",
    "SurveyAdmin",
    "SurveyAnswerAdmin",
    "ThemeAdmin",
]
