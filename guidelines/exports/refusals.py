"""Why a file cannot be made; the message says to an editor what to change."""


class CannotBuild(Exception):
    """No file was made and none was stored."""
