"""What people are called."""


def name_of(person):
    """A member of staff as pages of the desk name them; nobody is the portal itself."""
    return (person.get_full_name() or person.get_username()) if person else "the portal"
