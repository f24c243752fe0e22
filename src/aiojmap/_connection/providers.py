"""What is known of providers: whose domains are theirs, and where their credentials may go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

import attrs


def _lowered(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)


@attrs.frozen(kw_only=True)
class Provider:
    """A mail provider with a JMAP server.

    `server` is a host or the URL of a session; `domains` are those of its mail addresses, as DNS
    writes them; those below them are its own too. `content_hosts` are other hosts that its
    sessions lead to and that its credentials may go to: names, or `*.` and the name that they end
    in. `token_settings` says where a person makes a token, and `token_prefix` how its tokens begin.
    """

    name: str
    server: str
    domains: Collection[str] = attrs.field(default=(), converter=_lowered, repr=False)
    content_hosts: Sequence[str] = ()
    token_settings: str = ""
    token_prefix: str = ""


# https://www.fastmail.com/about/ourdomains/, as others had copied it in January 2022.
_FASTMAIL_DOMAINS: Final = """
    123mail.org 150mail.com 150ml.com 16mail.com 2-mail.com 4email.net 50mail.com airpost.net
    allmail.net bestmail.us cluemail.com elitemail.org emailcorner.net emailengine.net
    emailengine.org emailgroups.net emailplus.org emailuser.net eml.cc f-m.fm fast-email.com
    fast-mail.org fastem.com fastemail.us fastemailer.com fastest.cc fastimap.com fastmail.cn
    fastmail.co.uk fastmail.com fastmail.com.au fastmail.de fastmail.es fastmail.fm fastmail.fr
    fastmail.im fastmail.in fastmail.jp fastmail.mx fastmail.net fastmail.nl fastmail.org
    fastmail.se fastmail.to fastmail.tw fastmail.uk fastmail.us fastmailbox.net fastmessaging.com
    fea.st fmail.co.uk fmailbox.com fmgirl.com fmguy.com ftml.net h-mail.us hailmail.net
    imap-mail.com imap.cc imapmail.org inoutbox.com internet-e-mail.com internet-mail.org
    internetemails.net internetmailing.net jetemail.net justemail.net letterboxes.org
    mail-central.com mail-page.com mailandftp.com mailas.com mailbolt.com mailc.net mailcan.com
    mailforce.net mailftp.com mailhaven.com mailingaddress.org mailite.com mailmight.com
    mailnew.com mailsent.net mailservice.ms mailup.net mailworks.org ml1.net mm.st myfastmail.com
    mymacmail.com nospammail.net ownmail.net petml.com postinbox.com postpro.net proinbox.com
    promessage.com realemail.net reallyfast.biz reallyfast.info rushpost.com sent.as sent.at
    sent.com speedpost.net speedymail.org ssl-mail.com swift-mail.com the-fastest.net
    the-quickest.com theinternetemail.com veryfast.biz veryspeedy.net warpmail.net xsmail.com
    yepmail.net your-mail.com
"""

FASTMAIL: Final = Provider(
    name="Fastmail",
    server="api.fastmail.com",
    domains=_FASTMAIL_DOMAINS.split(),
    content_hosts=("*.api.fastmail.com", "*.fastmailusercontent.com"),
    token_settings="Settings, Privacy & Security, Manage API tokens",  # noqa: S106  # a place
    token_prefix="fmu1-",  # noqa: S106  # public
)

KNOWN: Final = (FASTMAIL,)
"""The providers of the base install."""


class Providers:
    """The providers that a caller names, before those that are known."""

    def __init__(self, added: Iterable[Provider] = ()) -> None:
        self._all = (*added, *KNOWN)

    def __iter__(self) -> Iterator[Provider]:
        return iter(self._all)

    def of_domain(self, domain: str) -> Provider | None:
        """The provider whose addresses have this domain, or one below it.

        At Fastmail, what is sent to shop@me.fastmail.com arrives at me@fastmail.com.
        """
        names = [domain]
        while "." in names[-1]:
            names.append(names[-1].partition(".")[2])
        for provider in self._all:
            if any(name in provider.domains for name in names):
                return provider
        return None
