package dev.sluice.benchmark;

import dev.sluice.benchmark.load.TlsClients;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.ProcessFigures;
import dev.sluice.benchmark.server.Server;
import dev.sluice.embedded.CertificateTrust;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;

/** Clients over TLS of a channel on which nothing happens: what each holds in memory. */
record IdleTls(String name, String title, int clients) implements Scenario {
    /** Connect and leave before, so that code and pools which the first ones need are not counted. */
    private static final int FIRST_CLIENTS = 200;

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        try (Server server = bench.gateway().startTls(bench.certificate())) {
            measure(bench, Results.GATEWAY, server);
        }
    }

    private void measure(Bench bench, String server, Server measured) throws IOException, InterruptedException {
        SSLContext trust = CertificateTrust.sslContext(bench.certificate().certificate());
        try (TlsClients load = new TlsClients(trust, measured.port())) {
            load.connect(measured.path(0), FIRST_CLIENTS);
            load.drop();
            bench.settle();
            long before = ProcessFigures.residentBytes(measured.pid());
            load.connect(measured.path(0), clients);
            bench.settle();
            long after = ProcessFigures.residentBytes(measured.pid());
            bench.results().add(name, server, "resident bytes per connection", (double) (after - before) / clients);
        }
    }
}
