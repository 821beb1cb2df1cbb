"""Who can sign in to the demo: on the terminal and in one file that only this desk's account can read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from accounts.models import Token, User
from accounts.sign_in import demo
from disclosures.demo import paper, people
from disclosures.domain.roles import Role
from disclosures.models import Order, Transaction

FILE = "demo-sign-ins.txt"
"""The name that `make run` looks for."""
LABEL = "demo"
MOST = 3
"""Records of a kind that are named: the newest, for the cases that follow close the oldest."""


@dataclass(frozen=True, slots=True)
class SignIns:
    """What cannot be read from the database again: the one password, and each token's secret by sign-in name."""

    password: str
    tokens: Mapping[str, str] = field(default_factory=dict)


def path() -> Path:
    """Where the file is kept."""
    return Path(settings.DATA_DIR) / FILE


def issue_tokens(*, at: datetime) -> dict[str, str]:
    """One API token for the first person of every role."""
    firsts = [user for role in Role if (user := next(iter(people.of_role(role)), None))]
    return {user.name: Token.objects.issue(user=user, at=at, label=LABEL)[1] for user in firsts}


def save(made: SignIns) -> None:
    """Writes the file whole, readable by its owner only from its first byte on."""
    half = path().with_suffix(".part")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(paper.printed(lambda console: show(made, console=console), colour=False))
    half.rename(path())


def show(made: SignIns, *, console: Console) -> None:
    """Prints who may sign in as what, the password, and the tokens."""
    who = Table(box=paper.LINES, title="Who can sign in", title_justify="left", width=paper.WIDTH)
    who.add_column("Role", no_wrap=True)
    who.add_column("Addresses to sign in with", overflow="fold")
    for role in Role:
        names = [_named(user) for user in people.of_role(role)]
        if names and role is not Role.SERVICE:
            who.add_row(role.replace("_", " "), Text(", ".join(names)))
    tokens = Table(box=paper.LINES, title="API tokens (Bearer)", title_justify="left", width=paper.WIDTH)
    tokens.add_column("Sign-in name", no_wrap=True)
    tokens.add_column("Token", overflow="fold")
    for name, secret in made.tokens.items():
        tokens.add_row(name, Text(secret))
    factor = (
        f"Password for everybody: {made.password}\n"
        f"Second factor for everybody: {demo.secret()}\n"
        "(a key for an authenticator app; the page that asks for the code shows it)\n"
    )
    console.print(Group(who, Text(factor, style="bold"), _records(), tokens))


def _records() -> Table:
    """What a filing can be about: who knows neither an order nor a transaction of the demo could only be refused."""
    shown = Table(box=paper.LINES, title="What to file about", title_justify="left", width=paper.WIDTH)
    shown.add_column("Clause", no_wrap=True)
    shown.add_column("Who files about what", overflow="fold")
    orders = Order.objects.filter(closed_at__isnull=True).select_related("engagement__partner", "member")
    said = [f"{one.engagement.partner.name}: {one.member.name} ({one.number})" for one in orders.order_by("-opened_at")]
    shown.add_row("3(b) service", Text("\n".join(said[:MOST])))
    dealings = Transaction.objects.filter(closed_at__isnull=True).select_related("buyer", "seller").order_by("pk")
    said = [f"{one.buyer.name} or {one.seller.name}: {one.external_id}" for one in dealings]
    shown.add_row("3(f) transaction", Text("\n".join(said[-MOST:])))
    shown.add_row("3(c) law", Text("an authority: any member by name, the part before the @"))
    return shown


def _named(user: User) -> str:
    return user.email if user.organisation is None else f"{user.email} ({user.organisation.name})"
