package dev.sluice.acceptance;

import dev.sluice.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The nginx of this machine: as packages configure it, but for what a test says. */
final class Nginx {
    private static final String NAME = "nginx";

    private Nginx() {}

    /** Returns whether this machine has it. */
    static boolean isHere() {
        return ProxyProcess.program(NAME).isPresent();
    }

    /**
     * Before one gateway.
     *
     * @param folder for its files
     * @param location lines of the {@code location}, beside {@code proxy_pass}
     */
    static ProxyProcess before(URI gateway, Path folder, String location) {
        int port = FreePorts.any();
        return with(folder, port, """
                server {
                    listen 127.0.0.1:%d;
                    location / {
                        proxy_pass http://127.0.0.1:%d;
                        %s
                    }
                }
                """.formatted(port, gateway.getPort(), location));
    }

    /**
     * With these parts of its {@code http}.
     *
     * @param folder for its files
     * @param port on which they listen
     */
    static ProxyProcess with(Path folder, int port, String http) {
        try {
            Path file = Files.writeString(folder.resolve("nginx.conf"), """
                    daemon off;
                    pid nginx.pid;
                    events {}
                    http {
                        access_log off;
                        client_body_temp_path body;
                        proxy_temp_path proxy;
                        fastcgi_temp_path fastcgi;
                        uwsgi_temp_path uwsgi;
                        scgi_temp_path scgi;
                        %s
                    }
                    """.formatted(http));
            String program = ProxyProcess.program(NAME).orElseThrow().toString();
            return ProxyProcess.start(
                    List.of(program, "-p", folder.toString(), "-c", file.toString(), "-e", "error.log"), folder, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
