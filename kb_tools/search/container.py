"""A file of numbered sections with a version and a checksum: what every file of the index is.

    8 bytes   a magic word of six letters and the version as two digits
    4 bytes   CRC-32 of everything after these four bytes
    4 bytes   how many sections follow
    4 bytes   per section: its length in bytes
              then the sections in order, each padded with zeros to 4 bytes

All numbers are little-endian.
"""

from __future__ import annotations

import zlib

from kb_tools.errors import KbError


class CorruptIndexError(KbError):
    """A file of the index is damaged, half-written or of another version: build it again."""


def pack(magic: bytes, contents: list[bytes]) -> bytes:
    """Lay the contents of the sections out as one file."""
    sizes = [len(contents), *map(len, contents)]
    head = b"".join(size.to_bytes(4, "little") for size in sizes)
    body = head + b"".join(content + bytes(-len(content) % 4) for content in contents)
    return magic + zlib.crc32(body).to_bytes(4, "little") + body


def unpack(magic: bytes, data: bytes, sections: int) -> list[memoryview]:
    """Return so many sections of a file, or raise `CorruptIndexError` if it is not a whole one."""
    if data[:8] != magic or int.from_bytes(data[12:16], "little") != sections:
        raise CorruptIndexError("the index is not of this version")
    if zlib.crc32(memoryview(data)[12:]) != int.from_bytes(data[8:12], "little"):
        raise CorruptIndexError("the index is damaged")
    found, start = [], 16 + 4 * sections
    for number in range(sections):
        size = int.from_bytes(data[16 + 4 * number : 20 + 4 * number], "little")
        found.append(memoryview(data)[start : start + size])
        start += size + -size % 4
    return found
