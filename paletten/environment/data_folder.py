"""Where the desk keeps what it writes when nothing else is configured."""

import contextlib
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[2]


def read_data_dir(*, env: environ.Env) -> Path:
    """Return the data folder, made private on first use.

    A folder that cannot be made is no error here: commands such as `scenarios` need none.
    """
    data_dir = Path(env.str("DESK_DATA_DIR", default=str(ROOT / "var"))).resolve()
    with contextlib.suppress(OSError):
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return data_dir
