"""What may stand in an address."""


class EditionNumber:
    """1 to 9999 in plain digits: other scripts' digits, 0 and leading zeros are no edition."""

    regex = "[1-9][0-9]{0,3}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)
