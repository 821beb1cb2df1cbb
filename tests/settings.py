"""The desk's settings for tests: the production ones, minus TLS and slow password hashes."""

import os
import tempfile

# Set before the import: the settings read the environment once. A folder of its own, so that no test meets real data.
os.environ.setdefault("DESK_DATA_DIR", tempfile.mkdtemp(prefix="desk-tests-"))
os.environ.setdefault("DESK_HTTPS", "off")

from paletten.settings import *  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
