"""The read-only API under /api/v1/: published rows as JSON, described by its OpenAPI document."""
