"""How educators take part."""

from .review_comment import ReviewAnswer, ReviewComment
from .review_link import ReviewLink
from .steering_group import SteeringGroupCall
from .survey import Survey
from .survey_answer import SurveyAnswer, SurveyReply
from .survey_question import Kind, SurveyQuestion, SurveySection
from .theme import Decision, Theme

__all__ = [
    "Decision",
    "Kind",
    "ReviewAnswer",
    "ReviewComment",
    "ReviewLink",
    "SteeringGroupCall",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyReply",
    "SurveySection",
    "Theme",
]
