"""How educators take part."""

from .choice import Rhythm, Scope
from .expression import ExpressionOfInterest, ListedMember, Region
from .feedback import Feedback, FeedbackAnswer
from .mailing import Mailing, Told
from .review_comment import ReviewAnswer, ReviewComment
from .review_link import ReviewLink
from .steering_group import SteeringGroupCall
from .subscriber import Subscriber, SubscriptionRequest
from .survey import Survey
from .survey_answer import SurveyAnswer, SurveyReply
from .survey_question import Kind, SurveyQuestion, SurveySection
from .theme import Decision, Theme

__all__ = [
    "Decision",
    "ExpressionOfInterest",
    "Feedback",
    "FeedbackAnswer",
    "Kind",
    "ListedMember",
    "Mailing",
    "Region",
    "ReviewAnswer",
    "ReviewComment",
    "ReviewLink",
    "Rhythm",
    "Scope",
    "SteeringGroupCall",
    "Subscriber",
    "SubscriptionRequest",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyReply",
    "SurveySection",
    "Theme",
    "Told",
]
