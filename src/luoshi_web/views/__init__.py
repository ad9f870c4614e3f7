"""Thin views: they check access, call pages or actions, and render."""
