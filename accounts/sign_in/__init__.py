"""How people sign up and in: e-mail, password, second factor, sessions (docs/decisions/0013-sign-in.md)."""
