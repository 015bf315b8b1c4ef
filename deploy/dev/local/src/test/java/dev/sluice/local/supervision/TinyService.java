package dev.sluice.local.supervision;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest process that the supervisor can keep: answers 200, or exits at once when it is given no port. It leaves a
 * file in the temporary folder, and uses up its memory when it is asked for {@code /exhaust}.
 */
final class TinyService {
    private TinyService() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.out.println("no port");
            System.exit(3);
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/exhaust", _ -> exhaust());
        Files.createTempFile("library", ".so");
        server.start();
    }

    private static void exhaust() {
        List<byte[]> held = new ArrayList<>();
        while (true) {
            held.add(new byte[1 << 20]);
        }
    }
}
