# A caller that shares no code with ours: gRPC's own C core, told by its standard input what to do next; says what came of it in
# a line of JSON each.
import json
import sys

import grpc

target, name, folder = sys.argv[1:4]


def read(file):
    with open(f"{folder}/{file}", "rb") as opened:
        return opened.read()


def say(**what):
    print(json.dumps(what), flush=True)


def failed(error):
    return {"code": error.code().name, "details": error.details()}


def path(rpc):
    return f"/castellan.v1.Control/{rpc}"


def text(field, value):
    """A short text in a message: https://protobuf.dev/programming-guides/encoding/"""
    return bytes([field << 3 | 2, len(value)]) + value.encode()


def upload():
    for count in range(400):
        say(sent=count)
        yield bytes([10, 128, 128, 4]) + bytes(65536)


channel = grpc.secure_channel(
    target,
    grpc.ssl_channel_credentials(read("ca.pem"), read("key.pem"), read("cert.pem")),
    options=[
        ("grpc.ssl_target_name_override", name),
        ("grpc.keepalive_time_ms", 100),
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.http2.max_pings_without_data", 0),
        ("grpc.enable_http_proxy", 0),
    ],
)


def unary(rpc, request=b"", **more):
    try:
        return {"bytes": len(channel.unary_unary(path(rpc))(request, timeout=60, **more))}
    except grpc.RpcError as error:
        return failed(error)


def stream(rpc, timeout=60, most=None):
    call = channel.unary_stream(path(rpc))(b"", timeout=timeout)
    count = 0
    try:
        for _ in call:
            count += 1
            say(received=count)
            if count == most:
                call.cancel()
        return {"count": count}
    except grpc.RpcError as error:
        return {"count": count, **failed(error)}


def send():
    try:
        return {"bytes": len(channel.stream_unary(path("Upload"))(upload(), timeout=60))}
    except grpc.RpcError as error:
        return failed(error)


tasks = {
    "unary": lambda: unary("Status", text(1, "hello")),
    "compressed": lambda: unary("Status", text(1, "z" * 100), compression=grpc.Compression.Gzip),
    "damaged": lambda: unary("Status", b"\x0a\xff"),
    "large": lambda: unary("Status", bytes(2 * 1024 * 1024)),
    "unknown": lambda: unary("Nothing"),
    "refused": lambda: unary("Deploy"),
    "many": lambda: stream("WatchFigures"),
    "limited": lambda: stream("WatchHosts", timeout=0.5),
    "left": lambda: stream("WatchHosts", most=1),
    "upload": send,
    "watch": lambda: stream("WatchHosts"),
}

for line in sys.stdin:
    say(task=line.strip(), **tasks[line.strip()]())
