"""How educators take part."""

from .steering_group import SteeringGroupCall
from .survey import Survey

__all__ = ["SteeringGroupCall", "Survey"]
