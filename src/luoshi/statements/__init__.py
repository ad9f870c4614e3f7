"""Statements: what the sentences say, as measures, projects and unread numerals."""
