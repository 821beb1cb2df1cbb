"""The engine, tried by tables and by chance: no database, no Django."""
