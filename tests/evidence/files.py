"""Files as people and as attackers make them, each a few bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

from pypdf import PdfWriter

EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless file that every scanner finds, by agreement."""


def pdf(*, password: str | None = None, owner: str | None = None, words: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": words})
    if password is not None or owner is not None:
        writer.encrypt(password or "", owner, algorithm="AES-256")
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bombed_pdf() -> bytes:
    """A cross-reference stream that unpacks to a gigabyte; a second of work."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1024)) + packer.flush()
    head = b"%PDF-1.5\n"
    words = b"1 0 obj <</Type/XRef/Size 9/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return head + words + packed + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(head)


def png() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    rest = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rest


def jpeg() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + bytes(64) + b"\xff\xd9"


def eml() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ana@mail.example", "mei@mail.example", "镜头"
    mail["Date"] = "Mon, 02 Mar 2026 09:00:00 +0800"
    mail.set_content("发货了吗？")
    mail.add_attachment(png(), maintype="image", subtype="png", filename="a.png")
    return mail.as_bytes()


def archive(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}


def docx(**more: bytes) -> bytes:
    return archive(WORD | {name.replace("__", "/"): content for name, content in more.items()})


def bombed_docx() -> bytes:
    """300 MiB of nothing in some hundred kilobytes."""
    return archive(WORD | {"word/media/image1.bmp": bytes(300 << 20)})


def nested_docx() -> bytes:
    """Archives in archives, each of which multiplies what is in it."""
    inner = archive({"0": bytes(1 << 20)})
    for _ in range(4):
        inner = archive({str(number): inner for number in range(4)})
    return archive(WORD | {"word/embeddings/a.zip": inner})


def locked_zip() -> bytes:
    """As a program with a password writes it: the flag of each entry says so."""
    content = bytearray(archive({"a.txt": b"secret"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature)
        content[at + place] |= 1
    return bytes(content)


def locked_docx() -> bytes:
    """A Word file with a password is no archive any more, but an old container with one stream."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
