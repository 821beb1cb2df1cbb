"""A purpose of sale, rent or trade in Chinese, which has no spaces: judged by patterns."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = (
    "出售|售卖|售賣|贩卖|販賣|倒卖|倒賣|转卖|轉賣|转售|轉售|变卖|變賣|有偿提供|有偿转让|出租|转租|轉租|租售|买卖|買賣"
)
_DOUBTFUL: Final = "交易|销售|銷售|租赁|租賃"
"""Also "transaction", "sales" and "rental" of things: 交易信息 may be no more than the data of a transaction."""
_TERM: Final = f"(?:{_PLAIN}|{_DOUBTFUL})"
_OWNER: Final = "会员|會員|用户|用戶|客户|客戶|个人|個人|公民|消费者|消費者|顾客|顧客|买家|卖家|他人"
_DATA: Final = (
    "(?:数据库|数据|數據|個人資訊|資訊|信息|资料|資料|名单|名單|地址|联系方式|聯繫方式|联系人|邮箱|郵箱|邮件列表|"
    "电话号码|电话|電話|手机号码|手机号|手機號|号码|號碼|隐私|隱私)"
)
_SMALL: Final = re.compile(
    "以|用于|用於|用来|用途|目的|为了|為了|对外|對外|商业|商業|进行|進行|给|給|向|第三方|他人|将|拟|准备|及|以及|和|与|与|或|或者|"
    "的|之|为|為|用|等|[^\\w]"
)
_OWNERS: Final = f"(?:(?:{_OWNER}|本?平台|所有|全部|其他?|这些|一批|大量|的|了|等|之|联系|身份|注册)*)"
_SPEAKS_ABOUT: Final = re.compile(
    "纠纷|糾紛|争议|爭議|举报|舉報|投诉|投訴|调查|調查|侦查|偵查|案|起诉|起訴|诉讼|訴訟|非法|违法|違法|涉嫌|打击|打擊|"
    "查处|查處|防止|禁止|制止|犯罪|合同"
)
_CLAUSE: Final = re.compile("[,，。;；!！?？:：、]")
_ONLY_TERMS: Final = re.compile(f"{_TERM}+|卖|賣|租")
_TO_SOMEBODY: Final = re.compile("(?:卖|賣|租)(?:给|給)")
"""Nothing is named before it that would be sold or let: what is asked for is meant."""
_TIED: Final = re.compile(
    f"(?:{_PLAIN}){_OWNERS}{_DATA}"
    f"|(?:{_DOUBTFUL}){_OWNERS}(?:{_OWNER})的?{_DATA}"
    f"|^(?:{_DOUBTFUL}){_DATA}$"
    f"|{_DATA}(?:的|之|用于|用於|对外|进行|给第三方)*{_TERM}(?:给.*)?$"
    f"|(?:{_PLAIN})(?:了|所有|全部)*(?:{_OWNER})$"
)


def is_forbidden(purpose: str) -> bool:
    """Whether a normalised purpose is one of sale, rent or trade (P2a)."""
    if _ONLY_TERMS.fullmatch(_SMALL.sub("", purpose)):
        return True
    return any(
        (_TIED.search(said) or _TO_SOMEBODY.match(said)) and not _SPEAKS_ABOUT.search(said)
        for said in _clauses(purpose)
    )


def _clauses(purpose: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _CLAUSE.split(purpose.replace(" ", "")))
