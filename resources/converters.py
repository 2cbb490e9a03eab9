"""What may stand in an address."""


class Year:
    """Four plain digits from 1900 to 2199."""

    regex = "(?:19|20|21)[0-9]{2}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class VersionNumber:
    """1 to 9999 in plain digits, without leading zeros."""

    regex = "[1-9][0-9]{0,3}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)
