"""The web server's way in."""

import os

import environ
from django.core.wsgi import get_wsgi_application

from paletten import refusal
from paletten.environment import data_folder, secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paletten.settings")
# Sessions signed with a key that dies with the process would end at every restart.
secret_key.make_key_file(env=environ.Env(), data_dir=data_folder.read_data_dir(env=environ.Env()))
application = get_wsgi_application()
refusal.refuse_unsafe_settings()
refusal.refuse_wrong_mapping()

from accounts.access.spool import spool  # noqa: E402 - Django is set up by the line before

spool.serve()  # this process answers requests: its access records are written down by a thread of its own
