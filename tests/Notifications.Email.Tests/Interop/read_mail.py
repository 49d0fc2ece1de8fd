"""Reads a mail from stdin with Python's own email package and dkimpy. Prints what it found, defects included, as JSON.
Argument: the TXT record of the DKIM key, or nothing."""
import email.policy
import hashlib
import json
import sys

raw = sys.stdin.buffer.read()
mail = email.message_from_bytes(raw, policy=email.policy.default)
defects = []
parts = []
for part in mail.walk():
    defects += [repr(d) for d in part.defects]
    for name, value in part.items():
        defects += [f"{name}: {d!r}" for d in value.defects]
    if part.is_multipart():
        continue
    content = part.get_payload(decode=True)
    parts.append({
        "type": part.get_content_type(),
        "name": part.get_filename(),
        "cid": part["Content-ID"],
        "disposition": part.get_content_disposition(),
        "text": part.get_content() if part.get_content_maintype() == "text" and part.get_content_disposition() is None else None,
        "sha256": hashlib.sha256(content).hexdigest(),
    })


def addresses(name):
    return [{"name": a.display_name, "address": a.addr_spec} for a in mail[name].addresses] if mail[name] else []


signed = None
if len(sys.argv) > 1:
    import dkim
    signed = bool(dkim.verify(raw, dnsfunc=lambda *_, **__: sys.argv[1].encode()))

print(json.dumps({
    "defects": defects, "parts": parts, "signed": signed, "structure": [p.get_content_type() for p in mail.walk()],
    "headers": [[name, str(value)] for name, value in mail.items()],
    "from": addresses("From"), "to": addresses("To"), "cc": addresses("Cc"),
    "longest": max(len(line) for line in raw.split(b"\r\n")),
    "bare": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"),
    "ascii": raw.isascii(),
    "longestHeader": max(len(line) for line in raw.split(b"\r\n\r\n")[0].split(b"\r\n")),
}))
