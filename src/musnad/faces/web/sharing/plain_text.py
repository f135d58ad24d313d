"""What readers write, as it is shown: plain text, every control visible, addresses as links without weight."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from musnad.faces.bidi import safe
from musnad.faces.web.pictures.svg import tag

_ADDRESS = re.compile(r"https?://[^\s<>\"«»⟨⟩]+")
_TRAIL = ".,:;!?)]}'’”،؛؟"
_REL = "nofollow ugc noreferrer noopener"


def linked(text: str) -> Markup:
    """The text with its addresses as links; line ends stay."""
    shown, parts, at = safe(text), [], 0
    for match in _ADDRESS.finditer(shown):
        address = match.group().rstrip(_TRAIL)
        if not _is_whole(address):
            continue
        parts.append(escape(shown[at : match.start()]))
        parts.append(tag("a", tag("bdi", address, dir="ltr"), href=address, rel=_REL))
        at = match.start() + len(address)
    parts.append(escape(shown[at:]))
    return Markup("").join(parts)


def _is_whole(address: str) -> bool:
    """Whether an address names a host, and no user before it that could pass for one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and parts.username is None
