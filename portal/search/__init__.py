"""Finding everything public: an index of each node's own, caught up from the database whenever somebody searches.

The apps say what there is to find: settings.SEARCHABLE names functions of theirs, see sources.py. Why Tantivy, and the
figures: docs/decisions.md.
"""
