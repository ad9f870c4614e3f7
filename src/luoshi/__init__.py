"""Luoshi 落实: reads government work reports into rows that are exact slices of their source."""
