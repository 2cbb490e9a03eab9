"""Surveys: built by an editor, answered without a cookie, counted, exported and published with small numbers left out."""
