"""The records that cases stand on, as the desk keeps them: a list of each kind, and a page of each with its acts."""
