"""Domains where anybody gets an address of mail: an address there shows nothing about who somebody works for."""

from __future__ import annotations

from typing import Final

PUBLIC_MAIL: Final = frozenset(
    """
    126.com 139.com 163.com 188.com 189.cn 21cn.com aliyun.com eyou.com foxmail.com qq.com sina.cn sina.com sohu.com
    tom.com vip.163.com vip.126.com vip.qq.com vip.sina.com wo.cn yeah.net
    aol.com att.net bol.com.br btinternet.com comcast.net cox.net daum.net duck.com fastmail.com fastmail.fm free.fr
    freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hanmail.net hey.com hotmail.co.uk
    hotmail.com hotmail.de hotmail.fr hushmail.com icloud.com inbox.ru laposte.net libero.it list.ru live.cn live.com
    mac.com mail.com mail.ru mailbox.org me.com msn.com naver.com o2.pl onet.pl orange.fr outlook.com outlook.de
    outlook.fr pm.me posteo.de proton.me protonmail.com rediffmail.com rocketmail.com seznam.cz sfr.fr t-online.de
    tuta.com tutanota.com uol.com.br verizon.net web.de wp.pl yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.cn yahoo.de
    yahoo.fr yandex.com yandex.ru ymail.com zoho.com
    10minutemail.com guerrillamail.com mailinator.com sharklasers.com temp-mail.org trashmail.com yopmail.com
    """.split()  # noqa: SIM905 - ninety words read best as a paragraph
)
