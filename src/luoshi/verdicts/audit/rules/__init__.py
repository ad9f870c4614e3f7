"""The rules: each file holds one ``Rule``; ``luoshi.verdicts.audit.auditor`` lists them all."""
