"""What goes wrong by the caller's doing. A failure to read is a value (Unread), not one of these."""


class LuoshiError(Exception):
    """Anything the caller can mend. ``str()`` says what is wrong, where, and what to do, in Chinese.

    ``key`` names the message in the catalogue, ``details`` fills its slots; both let the command line say it in English.
    """

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


class SourceError(LuoshiError):
    """A file that cannot become a source: missing, empty, binary, encrypted, too large, a scan without text."""
