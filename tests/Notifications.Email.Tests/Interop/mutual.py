"""A mail server that verifies its clients' certificates within TLS, as OpenSSL does it: it ends the handshake with an alert.

Arguments: certificate, key, authority, "StartTls" or "ImplicitTls", "1.2" or "1.3". Prints its port; ends with its input.
"""
import socket
import ssl
import sys
import threading

certificate, key, authority, security, version = sys.argv[1:]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=authority)
context.verify_mode = ssl.CERT_REQUIRED
context.load_cert_chain(certificate, key)
context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2 if version == "1.2" else ssl.TLSVersion.TLSv1_3


def say(stream, text):
    stream.sendall(text.encode() + b"\r\n")


def serve(plain):
    stream = plain
    try:
        if security == "ImplicitTls":
            stream = context.wrap_socket(plain, server_side=True)
        say(stream, "220 mutual")
        lines = stream.makefile("rb")
        in_data = False
        while line := lines.readline():
            verb = line.split()[:1][0].upper() if line.strip() else b""
            if in_data:
                in_data = line.rstrip(b"\r\n") != b"."
                if not in_data:
                    say(stream, "250 2.0.0 queued")
            elif verb == b"EHLO":
                say(stream, "250-mutual\r\n250 STARTTLS" if stream is plain else "250 mutual")
            elif verb == b"STARTTLS":
                say(stream, "220 go")
                stream = context.wrap_socket(plain, server_side=True)
                lines = stream.makefile("rb")
            elif verb == b"DATA":
                in_data = True
                say(stream, "354 go on")
            elif verb == b"QUIT":
                say(stream, "221 bye")
                break
            else:
                say(stream, "250 ok")
    except OSError:
        pass
    finally:
        stream.close()


listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
threading.Thread(target=lambda: [threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start() for _ in iter(int, 1)], daemon=True).start()
sys.stdin.read()
