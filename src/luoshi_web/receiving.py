"""How much a request may carry: more is cut off while it comes in, before it fills the disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from luoshi.hosting import LARGEST_FILE

LARGEST_REQUEST = 4 * LARGEST_FILE
"""Bytes of all files of one request together."""


class LimitedUploads(FileUploadHandler):
    """Counts what comes in and passes it on; beyond LARGEST_REQUEST it ends the upload, and the file is dropped."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count a chunk."""
        del start
        self.received += len(raw_data)
        if self.received > LARGEST_REQUEST:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        """Leave the file to the next handler."""
        del file_size
