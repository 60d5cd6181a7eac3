"""Uploads stay in memory: a temporary file would lie on disk unsealed.

Django's own handler drops every file of a request that is too large as a whole, names and all. This
one drops the content of the file that is too large and keeps its name, so that a page can say which
one it was and keep the others.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MEGABYTE = 1024 * 1024
MOST_PER_FILE = 20 * MEGABYTE  # bytes; product/trust.md, "Numbers to reach"
MOST_TOGETHER = 60 * MEGABYTE  # bytes of one request kept in memory


class NamedInMemory(FileUploadHandler):
    """Keep files in memory; a file beyond the limits arrives empty, with its true `size`."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._together = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._content: BytesIO | None = BytesIO()
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._size += len(raw_data)
        if self._content is None:
            return None
        if self._size > MOST_PER_FILE or self._together + len(raw_data) > MOST_TOGETHER:
            self._together -= self._content.tell()
            self._content = None
            return None
        self._content.write(raw_data)
        self._together += len(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        content = self._content or BytesIO()
        content.seek(0)
        return InMemoryUploadedFile(
            file=content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=self._size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
