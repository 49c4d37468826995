"""What may a page load and run? The Content-Security-Policy, and the one inline script."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

_TEMPLATES = files("kb_tools.site") / "templates"


def inline_script() -> str:
    """Return the script that sets light or dark before the first paint.

    It is read from our own file, never from a rendered page: a script that an article smuggled
    onto a page must not hash itself in.
    """
    return (_TEMPLATES / "theme.js").read_text("utf-8").strip()


def content_security_policy() -> str:
    """Return the policy of every page: everything from the site itself, nothing inline but one.

    A `<meta>` cannot carry `frame-ancestors`; hosts that set headers should add it.
    """
    digest = hashlib.sha256(inline_script().encode()).digest()
    script = base64.b64encode(digest).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'sha256-{script}'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )
