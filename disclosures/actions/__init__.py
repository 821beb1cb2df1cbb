"""Verbs: one durable transaction each. Ask (policies), decide (domain), write, record (ledger), promise (outbox)."""
