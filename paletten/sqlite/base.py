"""Django's SQLite backend without the one check that an untrusted schema may not make."""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Leaves JSON_VALID out of the tables.

    SQLite before 3.41 does not count it as harmless, so `trusted_schema=OFF` refuses the whole table
    ("unsafe use of JSON_VALID()"). Django writes these columns by `json.dumps`, which cannot write anything else.
    """

    data_type_check_constraints = {
        kind: check for kind, check in base.DatabaseWrapper.data_type_check_constraints.items() if kind != "JSONField"
    }
