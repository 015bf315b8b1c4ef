package dev.sluice.backend;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The requests of one connection, one after the other. A stream is always the last. */
final class Exchanges {
    private final Socket socket;
    private final Routes routes;
    private final Duration heartbeat;
    private final InputStream in;
    private final OutputStream out;

    Exchanges(Socket socket, Routes routes, Duration heartbeat) throws IOException {
        this.socket = socket;
        this.routes = routes;
        this.heartbeat = heartbeat;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    void run() throws IOException {
        RequestReader reader = new RequestReader(in, out);
        try {
            for (Optional<Request> next = reader.next(); next.isPresent(); next = reader.next()) {
                Request request = next.get();
                switch (routes.handle(request)) {
                    case HttpReply.Answer answer -> write(answer, request.keepAlive(), request.method());
                    case HttpReply.Stream stream -> {
                        StreamConnection connection =
                                new StreamConnection(socket, in, request.isHttp11(), stream.stats(), heartbeat);
                        connection.run(stream.body());
                        return;
                    }
                }
                if (!request.keepAlive()) {
                    return;
                }
            }
        } catch (BadRequestException e) {
            write(HttpReply.text(400, e.getMessage()), false, "GET");
        }
    }

    private void write(HttpReply.Answer answer, boolean keepAlive, String method) throws IOException {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" \r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.hasBody()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append(keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (answer.hasBody() && !method.equals("HEAD")) {
            out.write(body);
        }
        out.flush();
    }
}
