package dev.sluice.local.supervision;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The smallest process that the supervisor can keep: answers 200, or exits at once when it is given no port. */
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
        server.start();
    }
}
