"""Surveys: built by an editor, answered without a cookie, counted, exported, published without small numbers."""
