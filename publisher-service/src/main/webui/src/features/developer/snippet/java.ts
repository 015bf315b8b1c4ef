import { stringQuoted } from './quote';
import type { Snippet, SnippetTarget } from './target';

/** Returns a program of one file for Java 17 or newer, without libraries. An id counts once its event is whole. */
export function javaSnippet(target: SnippetTarget): Snippet {
  const { credential } = target;
  const constants =
    credential === null
      ? ''
      : `    static final String HEADER = ${stringQuoted(credential.header)};
    static final String CREDENTIAL = ${stringQuoted(credential.value)};
`;
  const property = credential === null ? '' : '        connection.setRequestProperty(HEADER, CREDENTIAL);\n';
  const code = `import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

public class Subscribe {
    static final String URL = ${stringQuoted(target.gateway + target.path)};
${constants}    /** A healthy stream has a heartbeat much sooner. */
    static final int SILENCE_MS = 60_000;

    static String lastId = "";
    static long pause = 3_000;

    static void onEvent(String type, String data) {
        System.out.println(data);
    }

    /** Returns whether the stream goes on. */
    static boolean onControl(String type, String data) {
        // sluice.gap: events are missing; read what you show anew. sluice.auth: the credential is no longer good.
        // sluice.goaway: the gateway sends its clients away; come back, to any gateway, as soon as retry said.
        System.err.println(type + " " + data);
        return !type.equals("sluice.end") && !type.equals("sluice.auth");
    }

    public static void main(String[] args) throws InterruptedException {
        while (true) {
            try {
                if (!readOnce()) {
                    return;
                }
            } catch (IOException lost) {
                System.err.println("connection lost: " + lost.getMessage());
            }
            Thread.sleep(pause);
        }
    }

    /** Reads one connection to its end; returns whether to come back. */
    static boolean readOnce() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(URL).toURL().openConnection();
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(SILENCE_MS);
        connection.setRequestProperty("Accept", "text/event-stream");
${property}        if (!lastId.isEmpty()) {
            connection.setRequestProperty("Last-Event-ID", lastId);
        }
        int status = connection.getResponseCode();
        if (status == 204) {
            return false;
        }
        if (status != 200) {
            InputStream body = connection.getErrorStream();
            System.err.println(status + " " + (body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            pause = Math.max(pause, connection.getHeaderFieldInt("Retry-After", 0) * 1_000L);
            return status == 429 || status >= 500;
        }
        String id = lastId;
        String type = "";
        List<String> data = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                int colon = line.indexOf(':');
                String name = colon < 0 ? line : line.substring(0, colon);
                String text = colon < 0 ? "" : line.substring(colon + 1);
                text = text.startsWith(" ") ? text.substring(1) : text;
                switch (name) {
                    case "id" -> id = text;
                    case "event" -> type = text;
                    case "data" -> data.add(text);
                    case "retry" -> pause = Long.parseLong(text);
                    default -> {}
                }
                if (line.isEmpty()) {
                    if (type.startsWith("sluice.")) {
                        if (!onControl(type, String.join("\\n", data))) {
                            return false;
                        }
                    } else if (!data.isEmpty()) {
                        onEvent(type.isEmpty() ? "message" : type, String.join("\\n", data));
                    }
                    lastId = id;
                    type = "";
                    data.clear();
                }
            }
        } finally {
            connection.disconnect();
        }
        return true;
    }
}
`;
  return { key: 'java', fileName: 'Subscribe.java', command: 'java Subscribe.java', code };
}
