"""The steering group: who wants to join it, and what becomes of that."""
