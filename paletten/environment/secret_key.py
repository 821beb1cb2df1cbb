"""Django's secret key: from the environment, from a file only the desk can read, or for one process only."""

import contextlib
import os
import secrets
from pathlib import Path

import environ

KEY_FILE = "secret.key"


def read_secret_key(*, env: environ.Env, data_dir: Path) -> str:
    """Return the key the desk was given, else a fresh one that dies with this process.

    A fresh one is right for commands that serve nobody; servers call `make_key_file` before they start.
    """
    given: str = env.str("DESK_SECRET_KEY", default="")
    if given:
        return given
    with contextlib.suppress(OSError):
        return key_file(env=env, data_dir=data_dir).read_text(encoding="ascii").strip()
    return secrets.token_urlsafe(64)


def make_key_file(*, env: environ.Env, data_dir: Path) -> None:
    """Make the key file, mode 0600, unless a key is given or the file is there; a race has one winner."""
    if env.str("DESK_SECRET_KEY", default=""):
        return
    path = key_file(env=env, data_dir=data_dir)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(64), encoding="ascii")
    # link() refuses an existing name, so of two servers starting at once both read the same whole key.
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def keep(*, env: environ.Env, data_dir: Path) -> str:
    """Return the key the desk was given, or the one in its file, which is made where there is none."""
    make_key_file(env=env, data_dir=data_dir)
    return read_secret_key(env=env, data_dir=data_dir)


def key_file(*, env: environ.Env, data_dir: Path) -> Path:
    """Return where the key file is, whether it exists or not."""
    return Path(env.str("DESK_SECRET_KEY_FILE", default=str(data_dir / KEY_FILE)))
