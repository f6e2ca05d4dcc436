# What a client of Python's standard library sees: client.py PORT HOST prints one JSON object.
import http.client
import json
import sys

port, host = int(sys.argv[1]), sys.argv[2]
connection = http.client.HTTPConnection('127.0.0.1', port, timeout=60)
ends = set()


def ask(method, **more):
    connection.request(method, '/', headers={'Host': host}, **more)
    ends.add(connection.sock.getsockname())
    reply = connection.getresponse()
    return [reply.status, reply.read().decode()]


answers = {
    'get': ask('GET'),
    'head': ask('HEAD'),
    'post': ask('POST', body=b'abc'),
    'chunks': ask('POST', body=iter([b'a', b'bc']), encode_chunked=True),
    'again': ask('GET'),
}
print(json.dumps({**answers, 'connections': len(ends)}))
