"""Where sealed packages and static files are kept."""

from pathlib import Path
from typing import Any

import environ


def read_storages(*, env: environ.Env, data_dir: Path) -> dict[str, dict[str, Any]]:
    """Return Django's STORAGES with the alias `sealed`: a private folder, or an S3 bucket when one is named."""
    return {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(data_dir / "files")},
        },
        "sealed": _read_sealed(env=env, data_dir=data_dir),
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def _read_sealed(*, env: environ.Env, data_dir: Path) -> dict[str, Any]:
    bucket = env.str("DESK_S3_BUCKET", default="")
    if not bucket:
        return {
            "BACKEND": "disclosures.delivery.folder.SealedFolder",  # whole files or none
            "OPTIONS": {
                "location": env.str("DESK_SEALED_DIR", default=str(data_dir / "sealed")),
                "base_url": None,  # a sealed package has no address of its own
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("DESK_S3_ENDPOINT", default="") or None,
            "region_name": env.str("DESK_S3_REGION", default="") or None,
            "access_key": env.str("DESK_S3_ACCESS_KEY", default="") or None,
            "secret_key": env.str("DESK_S3_SECRET_KEY", default="") or None,
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": True,  # names are random; a retried write must replace its own half
        },
    }
