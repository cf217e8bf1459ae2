"""Makes the network impossible in every Python that starts with this folder on its path, and writes down who tried.

Loaded by the interpreter itself, so also in what the program starts. Sockets of this machine's own (AF_UNIX) are left.
"""

import os
import socket
import sys

_LOG = os.environ["NO_NETWORK_LOG"]
_ASKING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
# Not socket.bind: urllib3 binds to ::1 when it is imported, to learn whether there is IPv6. That reaches nobody.
_SENDING = ("socket.connect", "socket.sendto", "socket.sendmsg")


def _note(line: str) -> None:
    log = os.open(_LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(log, f"{line}\n".encode())
    os.close(log)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _ASKING or (event in _SENDING and arguments[0].family != socket.AF_UNIX):  # type: ignore[attr-defined]
        _note(f"refused {event}")
        raise OSError(f"{event}: there is no network here")
    if event == "subprocess.Popen":
        _note("ran " + " ".join(map(os.fsdecode, arguments[1])))  # type: ignore[call-overload]


sys.addaudithook(_refuse)
_note("started")
