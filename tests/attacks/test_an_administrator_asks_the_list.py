"""The administrator's lists show no word of a case, and answer no question about one that is put in their address."""

from __future__ import annotations

import pytest

from accounts.models import User
from tests.cast import a_case
from tests.sign_ins import sign_in


@pytest.fixture
def administrator(client):
    return sign_in(client, User.objects.create_superuser(name="root", password="x" * 20))


@pytest.mark.parametrize(
    "question",
    [
        "purpose__startswith=dis",
        "filed_by={case.filed_by_id}",
        "particulars__transaction=t1",
        "subjects__isnull=False",
        "recipient_user__email__startswith=a",
        "status=triage",
    ],
)
def test_a_filter_in_the_address_is_an_oracle(world, administrator, question):
    case = a_case("transaction_dispute", world=world).submitted().row
    address = "/admin/disclosures/case/"
    assert case.reference in administrator.get(address).text
    asked = administrator.get(f"{address}?{question.format(case=case)}")
    assert (asked.status_code, case.reference in asked.text) == (400, False)
