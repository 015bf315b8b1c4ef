package dev.sluice.benchmark.server;

import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;

/** Another program that sends events to many, to compare with. */
public interface Peer {
    /** As in the tables. */
    String name();

    Server start(Traffic traffic) throws IOException, InterruptedException;

    /** Starts it without events, for connections over TLS. */
    Server startTls(LocalCertificate certificate) throws IOException, InterruptedException;
}
