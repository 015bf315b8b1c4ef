package dev.sluice.backend;

import java.io.IOException;

/**
 * A small, honest event stream backend on the JDK alone. {@code java -jar sample-backend.jar [--port 8080]}, on 127.0.0.1.
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
    private static final int DEFAULT_PORT = 8080;

    private SampleBackend() {}

    public static void main(String[] arguments) throws InterruptedException {
        int port = port(arguments);
        try {
            BackendServer backend = BackendServer.on(port);
            System.out.println("Sample backend on http://127.0.0.1:" + backend.port());
            backend.awaitEnd();
        } catch (IOException e) {
            System.err.println("The sample backend cannot listen on 127.0.0.1:" + port + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private static int port(String[] arguments) {
        if (arguments.length == 0) {
            return DEFAULT_PORT;
        }
        if (arguments.length == 2 && arguments[0].equals("--port") && arguments[1].matches("[0-9]{1,5}")) {
            return Integer.parseInt(arguments[1]);
        }
        System.err.println("Usage: java -jar sample-backend.jar [--port N]");
        System.exit(2);
        throw new IllegalStateException("unreachable");
    }
}
