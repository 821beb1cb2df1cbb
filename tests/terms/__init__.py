"""What people agree to: texts, versions, acceptance, consents, switches."""
