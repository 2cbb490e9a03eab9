"""The ways in and “Your sign-in” in a real browser, with a passkey as a computer holds it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

