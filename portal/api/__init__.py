"""The read API: JSON for machines under /api/v1/. The apps bring the operations: see settings.API."""
