package dev.sluice.backend;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * A small, honest event stream backend on the JDK alone. {@code java -jar sample-backend.jar [--host 127.0.0.1]
 * [--port 8080]}.
 *
 * <table> <caption>What it serves</caption> <tr><td>{@code GET /memory}</td><td>the memory of this JVM once a second,
 * without ids</td></tr> <tr><td>{@code GET /prices/{symbol}}</td><td>events of type {@code price} with ids 1, 2, ...:
 * one sequence per symbol, which starts with the symbol's first request and runs on whether clients listen or not. A
 * resume by {@code Last-Event-ID} gets exactly what follows; an id that the sequence has not reached, or no number,
 * starts live.
 *     <ul>
 *     <li>{@code rate}: events a second, default 1; {@code size}: pad the data to this many bytes. Both are fixed by the
 *         symbol's first request.
 *     <li>{@code drop=N}: break the connection after N events of it.
 *     <li>{@code duplicate=N}: after a resume send the N events up to the given id again.
 *     <li>{@code end=N}: end the stream in good order after event N, and answer 204 to who is there already.
 *     </ul></td></tr> <tr><td>{@code GET /quiet/{name}}</td><td>what is published, with ids 1, 2, ..., resume
 * included</td></tr> <tr><td>{@code GET /plain/{name}}</td><td>what is published while connected, without ids</td></tr>
 * <tr><td>{@code POST /publish/quiet/{name}}, {@code /publish/plain/{name}}</td><td>sends the body as one event
 * ({@code type} sets its type) and answers, once every present connection has it,
 * {@code {"connections":1,"id":7}}</td></tr> <tr><td>{@code GET /status/{code}}</td><td>that status; {@code retryAfter}
 * becomes its {@code Retry-After}</td></tr> <tr><td>{@code GET /stats}</td><td>per path: connections {@code open} now
 * and {@code opened} ever, events {@code sent}, the last {@code lastEventId} received, and the open {@code connections}
 * with their start</td></tr> <tr><td>{@code POST /stats/reset}</td><td>counts from 0 again; open connections
 * stay</td></tr>
 * </table>
 *
 * Every stream carries a comment every 10 s. A client that closes is noticed at once, also while nothing is sent; a
 * client that stays and does not read holds up its publishers.
 */
public final class SampleBackend {
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_PORT = "8080";

    private SampleBackend() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = options(arguments);
        String host = options.getOrDefault("--host", DEFAULT_HOST);
        int port = Integer.parseInt(options.getOrDefault("--port", DEFAULT_PORT));
        try {
            BackendServer backend = BackendServer.on(InetAddress.getByName(host), port);
            System.out.println("Sample backend on http://" + host + ':' + backend.port());
            backend.awaitEnd();
        } catch (IOException e) {
            System.err.println("The sample backend cannot listen on " + host + ':' + port + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            boolean good = arguments[i].equals("--port")
                    ? value.matches("[0-9]{1,5}")
                    : arguments[i].equals("--host") && !value.isBlank();
            if (!good) {
                System.err.println("Usage: java -jar sample-backend.jar [--host ADDRESS] [--port N]");
                System.exit(2);
            }
            options.put(arguments[i], value);
        }
        return options;
    }
}
