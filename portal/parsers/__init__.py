"""What reads files that somebody uploaded. Runs in a process of its own (portal/files/apart.py) and knows no Django."""


class Refused(Exception):
    """The file was refused; the message says why and what to do, in the editor's words."""


TOO_MUCH = "This file is too complicated to be read safely. Export it again, with fewer or smaller parts."
