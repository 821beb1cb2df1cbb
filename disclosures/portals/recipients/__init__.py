"""The door of recipients: authorities, partners, respondents and parties collect what they were given."""
