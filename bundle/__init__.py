"""The archive for machines without internet: ``python3 dev.py bundle`` makes it, install.py inside it installs it."""
