"""Which purposes are the same words (P3a), and which are purposes of sale, rent or trade (P2a)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.domain import purposes

FORBIDDEN = """
sale
Sale
SALE!
ｓａｌｅ
sales
for sale
the sale
sale to third parties
for sale to a data broker
to sell
to be sold
in order to sell
selling
resale
re-sale
reselling
rent
rental
for rent
renting
renting out
trade
trading
sale or rent
sale, rental and trade
rent / trade
commercial sale
data sale
data sales
data resale
data brokerage
contact data trading
address trading
list rental
e-mail list rental
lead sales
sale of addresses
Sale of  Addresses
sale of the members' addresses
sale of personal data
sale of contact details
sale of user profiles
sale of phone numbers
sale of leads
resale of customer data
rental of our mailing list
trade of contact data
trade in personal data
trading of addresses
to sell the e-mail list
to sell the email list
to resell the email list
sell the customer’s data
sell data
selling members' data
selling members’ data
selling user profiles to advertisers
selling our users
renting out the e-mail list
to rent the e-mail list
rent addresses
trade contact data
to trade members' data
addresses to be sold
members' data for sale
data for sale to partners
market research and sale of addresses
marketing and resale
statistics, then sale
report for sale of addresses
monetisation of member data
a survey; selling the contact details
inquiry to sell data
we want to sell their emails
we will sell it
sell on
sale of members' names and addresses
sale of customer records
selling member accounts
trading personal records
lease of data
出售
出 售
出租
买卖
買賣
交易
对外出售
用于出售
出售给第三方
出售、出租
出售数据
出售用户数据
出售会员的联系方式
买卖个人信息
買賣個人資訊
交易数据
交易用户数据
交易会员的个人信息
倒卖客户资料
出租邮件列表
租售客户名单
数据出售
个人信息买卖
用户数据的交易
客户名单转卖
市场调研，出售用户数据
sale for profit
sale of the customer base
audience rental
卖
租
卖给广告商
租给广告商
以出售为目的
有偿提供
""".strip().splitlines()

ALLOWED = """
相机租给会员
向警方举报卖给他人的假货
report of counterfeit sales
report of sale of counterfeit goods
trade mark dispute
trade-mark dispute
trademark infringement
trade secret inquiry
trade union membership check
trade name registration
trading standards inquiry
return of a sale item
refund for a sale
refund for sale
dispute about a sale
dispute over a camera for sale
dispute about sale details
dispute about selling a camera without the contact details
car rental booking
rental booking
camera rental
rental address check
shipping address for the rental
contact details for the sale
sale of a camera
sale of a camera with a data cable
sale of a lens and a tripod
selling my camera
to sell my camera
sales data audit
sales tax
point of sale repair
trade-in of a camera
trade fair badge
fair trade label
trading address check
purchase and sale agreement
completing the delivery and sale
investigation of the illegal sale of personal data
inquiry into the sale of members' data
investigation to stop the sale of personal data
sale of personal data investigation
criminal proceedings against selling of personal data
complaint about trade in personal data
photo competition prize
survey
delivery
repair
refund
fraud inquiry
civil proceedings
criminal proceedings
missing person
report
claim for damages
statutory audit
rights dispute
complete
return
dispute
wholesale supplier verification
parental consent
salesforce migration
current address check
apparent fraud
selling to members
sale of contact lenses
list price check
address book return
sale of the company: due diligence
sale of vinyl records
sale of phones
after-sales service
audit of trade data
trade sanctions screening
rent arrears claim
list of sales
complete a trade
完成交易
交易纠纷
买卖合同纠纷
房屋租赁纠纷
核对交易数据
核实交易信息
出售相机的退货
商品出售后的维修
假冒商品销售举报
非法买卖个人信息案的侦查
举报出售个人信息
商标纠纷
售后服务
交易安全调查
出租车费用纠纷
送货
""".strip().splitlines()


@pytest.mark.parametrize("purpose", [*FORBIDDEN, "Sale ", "\tsale\n", "sa\u200ble", "sell  the\u00a0list"])
def test_a_purpose_of_sale_rent_or_trade_is_forbidden(purpose):
    assert purposes.is_forbidden(purpose)


@pytest.mark.parametrize("purpose", [*ALLOWED, "", "  ", "…"])
def test_a_purpose_that_only_speaks_of_a_sale_is_not_forbidden(purpose):
    assert not purposes.is_forbidden(purpose)


@pytest.mark.parametrize("purpose", FORBIDDEN)
def test_case_and_space_change_nothing(purpose):
    assert purposes.is_forbidden(f"  {purpose.upper()} ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Photo competition prize", " photo  COMPETITION\tprize "),
        ("ｒｅｆｕｎｄ", "refund"),
        ("Straße", "STRASSE"),
        ("re\u200bfund", "refund"),
    ],
)
def test_the_same_words_are_one_purpose(one, other):
    assert purposes.normalised(one) == purposes.normalised(other)


def test_other_words_are_another_purpose():
    assert purposes.normalised("refund") != purposes.normalised("refund of a sale")


@given(st.text())
def test_a_normalised_purpose_stays_as_it_is(text):
    once = purposes.normalised(text)
    assert purposes.normalised(once) == once


@given(st.text(max_size=200))
def test_any_text_gets_an_answer_that_spelling_does_not_change(text):
    assert purposes.is_forbidden(text) == purposes.is_forbidden(purposes.normalised(text))


@pytest.mark.parametrize("part", ["sale of ", "data for ", "re-", "出售的", "交易个人的", "数据的"])
def test_a_huge_purpose_is_answered_at_once(part):
    started = time.process_time()
    purposes.is_forbidden(part * 10_000)
    assert time.process_time() - started < 2
