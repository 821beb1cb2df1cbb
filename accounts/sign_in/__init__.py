"""How people sign up and in: e-mail, password, second factor, sessions (docs/decisions/0011-sign-in.md)."""
