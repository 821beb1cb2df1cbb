"""The desk's settings for tests: the production ones, minus TLS and slow password hashes."""

import atexit
import os
import shutil
import tempfile

# Set before the import: the settings read the environment once. A folder of its own, so that no test meets real data.
if "DESK_DATA_DIR" not in os.environ:
    os.environ["DESK_DATA_DIR"] = tempfile.mkdtemp(prefix="desk-tests-")
    atexit.register(shutil.rmtree, os.environ["DESK_DATA_DIR"], ignore_errors=True)
os.environ.setdefault("DESK_HTTPS", "off")

from paletten.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A file, not memory: threads and other processes of a test can meet in it, and it can be copied.
if DATABASES["default"]["ENGINE"] == "paletten.sqlite":
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "tests.sqlite3")}
    # The tests kill processes and never the machine, so waiting for its disk proves nothing.
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA synchronous=OFF"
# Every test client makes the middleware anew, and WhiteNoise would list and stat all files each time (15 ms).
WHITENOISE_AUTOREFRESH = True
