"""A machine without the libraries of the extras."""

from __future__ import annotations

import subprocess
import sys

import pytest
import respx

import aiojmap
from aiojmap import tokens

from .names import DOMAIN, WELL_KNOWN, http_client, served


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither dnspython nor keyring can be imported."""
    for name in [*sys.modules]:
        if name.partition(".")[0] in ("dns", "keyring"):
            monkeypatch.delitem(sys.modules, name)
    for name in ("dns", "keyring"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("bare")
async def test_without_dnspython_the_message_says_what_to_install(router: respx.MockRouter) -> None:
    """When nothing was found, for want of DNS maybe."""
    router.get(f"https://{DOMAIN}{WELL_KNOWN}").respond(404)
    async with http_client() as http:
        with pytest.raises(aiojmap.DiscoveryError, match=r"pip install 'aiojmap\[discovery\]'"):
            await aiojmap.discover(f"me@{DOMAIN}", http_client=http)


@pytest.mark.usefixtures("bare")
async def test_without_dnspython_the_domain_itself_is_asked(router: respx.MockRouter) -> None:
    """What can be found is found."""
    served(router, f"https://{DOMAIN}{WELL_KNOWN}")
    async with http_client() as http:
        (candidate,) = await aiojmap.discover(f"me@{DOMAIN}", http_client=http)

    assert candidate.found_by == "well-known"


@pytest.mark.usefixtures("bare")
async def test_without_dnspython_a_known_provider_is_found(router: respx.MockRouter) -> None:
    """The table is in the base install."""
    served(router, f"https://api.fastmail.com{WELL_KNOWN}")
    async with http_client() as http:
        (candidate,) = await aiojmap.discover("me@fastmail.com", http_client=http)

    assert candidate.provider == "Fastmail"


@pytest.mark.usefixtures("bare")
async def test_without_keyring_the_message_says_what_to_install() -> None:
    """And that the environment will do."""
    with pytest.raises(aiojmap.ConfigurationError) as caught:
        await tokens.token_from_keyring("me@fastmail.com")

    assert str(caught.value) == (
        "keyring is not installed: pip install 'aiojmap[keyring]', or set JMAP_TOKEN"
    )


def test_the_library_imports_no_extra() -> None:
    """What a program does not use is not loaded."""
    code = (
        "import sys, aiojmap, aiojmap.tokens; "
        "print([name for name in ('dns', 'keyring') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
