"""Reviewers without an account: the link by which they come, what they see and say, and the dossier of it all."""
