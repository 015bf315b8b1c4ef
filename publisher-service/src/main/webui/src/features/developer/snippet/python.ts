import { stringQuoted } from './quote';
import type { Snippet, SnippetTarget } from './target';

/** Returns a program for Python 3 without packages. An id counts once its event is whole. */
export function pythonSnippet(target: SnippetTarget): Snippet {
  const { credential } = target;
  const code = `import http.client
import json
import sys
import time
import urllib.error
import urllib.request

URL = ${stringQuoted(target.gateway + target.path)}
CREDENTIAL = {${credential === null ? '' : `${stringQuoted(credential.header)}: ${stringQuoted(credential.value)}`}}
SILENCE_SECONDS = 60  # A healthy stream has a heartbeat much sooner.

last_id = ""
pause = 3.0


def on_event(kind, data):
    print(data, flush=True)


def on_control(kind, data):
    """Returns whether the stream goes on."""
    global pause
    print(kind, data, file=sys.stderr, flush=True)
    if kind == "sluice.goaway":
        # The gateway sends its clients away: come back, to any gateway.
        pause = json.loads(data).get("retryMs", pause * 1000) / 1000
    # sluice.gap: events are missing; read what you show anew. sluice.auth: the credential is no longer good.
    return kind not in ("sluice.end", "sluice.auth")


def read_once():
    """Reads one connection to its end; returns whether to come back."""
    global last_id, pause
    headers = {"Accept": "text/event-stream", **CREDENTIAL}
    if last_id:
        headers["Last-Event-ID"] = last_id
    with urllib.request.urlopen(urllib.request.Request(URL, headers=headers), timeout=SILENCE_SECONDS) as stream:
        if stream.status == 204:
            return False
        event_id, kind, data = last_id, "", []
        for raw in stream:
            line = raw.decode("utf-8").rstrip("\\r\\n")
            name, _, text = line.partition(":")
            text = text.removeprefix(" ")
            if name == "id":
                event_id = text
            elif name == "event":
                kind = text
            elif name == "data":
                data.append(text)
            elif name == "retry":
                pause = int(text) / 1000
            elif line == "":
                if kind.startswith("sluice."):
                    if not on_control(kind, "\\n".join(data)):
                        return False
                elif data:
                    on_event(kind or "message", "\\n".join(data))
                last_id, kind, data = event_id, "", []
    return True


while True:
    try:
        if not read_once():
            break
    except urllib.error.HTTPError as refusal:
        print(refusal.code, refusal.read().decode(), file=sys.stderr, flush=True)
        if refusal.code != 429 and refusal.code < 500:
            sys.exit(1)
        pause = float(refusal.headers.get("Retry-After", pause))
    except (OSError, http.client.HTTPException) as lost:
        print("connection lost:", lost, file=sys.stderr, flush=True)
    time.sleep(pause)
`;
  return { key: 'python', fileName: 'subscribe.py', command: 'python3 subscribe.py', code };
}
