"""Measures speed, memory and start-up; ``python3 dev.py bench`` runs it."""
