"""A small invented platform at work: people, records and cases as data files, played through the real actions."""
