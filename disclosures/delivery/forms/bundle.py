"""The complete package in one ZIP: contents in three forms, manifest, certificate, signature, and how to check them."""

from __future__ import annotations

import io
import zipfile

from django.conf import settings

from disclosures import keyring
from disclosures.delivery.forms import certificate, manifest
from disclosures.delivery.forms.file import File, Package

VERIFY = """\
Is this package genuine, and as it was released? Two commands, with tools that every Unix has:

    openssl pkeyutl -verify -rawin -pubin -inkey {name}.public-key.pem \\
        -in {name}.certificate.txt -sigfile {name}.signature.bin
    sha256sum --check {name}.certificate.txt

The first says "Signature Verified Successfully", the second "OK" for each file. Anything else: don't rely on the
package, and tell us.
Take the public key from {url}certificate-key/ too and compare: this file's own copy proves nothing by itself.
A program for machines without openssl is there as well.

这个包是否真实、是否与提供时一致？用上面两条命令核对：第一条应显示 "Signature Verified Successfully"，
第二条应对每个文件显示 "OK"。否则请不要依赖它，并告知我们。公钥请另从 {url}certificate-key/ 取得并比对：
随包附带的公钥本身不能证明任何事。没有 openssl 的电脑可使用该页面提供的程序。
"""


def as_zip(package: Package, files: list[File]) -> bytes:
    """The same bytes each time for the same files."""
    listed = [*files, package.file("manifest.json", "application/json", manifest.of(package, files))]
    signed = certificate.of(package, listed)
    told = VERIFY.format(name=package.reference, url=settings.DESK_URL.rstrip("/") + "/")
    listed += [
        package.file("certificate.txt", "text/plain", signed),
        package.file("signature.bin", "application/octet-stream", certificate.signature(signed)),
        package.file("public-key.pem", "application/x-pem-file", keyring.public_key().encode()),
        File("VERIFY.txt", "text/plain", told.encode()),
    ]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression=zipfile.ZIP_DEFLATED) as bundle:
        for file in listed:
            bundle.writestr(zipfile.ZipInfo(file.name), file.content, compress_type=zipfile.ZIP_DEFLATED)
    return written.getvalue()
