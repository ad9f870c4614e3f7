"""The ledger: rows of many reports under one identity of indicators, places, units and periods."""
