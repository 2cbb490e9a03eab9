"""Taking part, at the editors' desk."""

from .steering_group import SteeringGroupCallAdmin
from .survey import SurveyAdmin, SurveyAnswerAdmin
from .theme import ThemeAdmin

__all__ = ["SteeringGroupCallAdmin", "SurveyAdmin", "SurveyAnswerAdmin", "ThemeAdmin"]
