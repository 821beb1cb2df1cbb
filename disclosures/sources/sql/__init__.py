"""A platform's SQL database as a source: PostgreSQL, MySQL or MariaDB, SQLite, by SQLAlchemy Core."""
