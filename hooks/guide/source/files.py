"""What is written: whole or not at all, and the same bytes each time."""

from __future__ import annotations

import os
import tempfile
import zlib
from pathlib import Path

_READABLE = 0o644


def write_whole(file: Path, content: bytes | str, *, durable: bool = True) -> None:
    """Write a file beside its place, and move it there when it is complete: a full disk leaves the old one as it was.

    Whoever may read the old file may read the new one; a new file can be read by all, whatever the umask.
    durable: it also outlives a power cut, which costs time. Raises OSError; nothing half-written is left then.
    """
    mode = file.stat().st_mode & 0o777 if file.exists() else _READABLE
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content if isinstance(content, bytes) else content.encode())
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        Path(name).chmod(mode)
        Path(name).replace(file)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = error.filename or str(file)  # a full disk does not say of which file
        raise


def gzipped(content: bytes) -> bytes:
    """Return content as gzip, the same bytes on every Python: `gzip.compress` writes another header from 3.13 on."""
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(content) + packer.flush()
