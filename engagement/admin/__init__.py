"""Taking part, at the editors' desk."""

from engagement.reviewing.desk import ReviewLinkAdmin

from .steering_group import SteeringGroupCallAdmin
from .survey import SurveyAdmin, SurveyAnswerAdmin
from .theme import ThemeAdmin

__all__ = ["ReviewLinkAdmin", "SteeringGroupCallAdmin", "SurveyAdmin", "SurveyAnswerAdmin", "ThemeAdmin"]
