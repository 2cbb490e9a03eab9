"""What people say of a page, and their wishes for accessible formats: one inbox, with answers."""
