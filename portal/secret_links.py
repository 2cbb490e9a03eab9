"""Addresses that are keys: whoever has one may enter. Only a digest is stored, so a stolen database opens nothing."""

import hashlib
import re
import secrets

HEADERS = {  # of pages whose address is a secret
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store, private",
}
# A key may have got stray signs before or behind it. What is longer and all in small letters is the address of a page:
# hardly one random key in ten thousand million has neither a capital nor an underscore.
IN_ADDRESS = re.compile(r"(?<=[/:])(?![a-z0-9-]{44,}(?![\w-]))[\w-]{43,}", re.ASCII)


def make():
    """A new secret for an address (43 characters, 256 bits) and the digest under which it is stored."""
    secret = secrets.token_urlsafe(32)
    return secret, digest(secret)


def digest(secret):
    """SHA-256 in hexadecimal; of so long a random secret it needs neither salt nor slowness."""
    return hashlib.sha256(secret.encode()).hexdigest()


def hidden(text):
    """The text with the secret of every address in it left out."""
    return IN_ADDRESS.sub("…", text)
