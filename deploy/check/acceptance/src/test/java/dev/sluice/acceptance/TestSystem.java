package dev.sluice.acceptance;

import java.net.URI;
import java.nio.file.Path;

/** A Sluice that runs, whatever has started it. */
interface TestSystem {
    /**
     * Returns the system that the tests of this JVM share: the launcher's, or with the system property {@code
     * acceptance.system=compose} that of {@code deploy/compose}.
     */
    static TestSystem shared() {
        String kind = System.getProperty("acceptance.system", "local");
        return switch (kind) {
            case "local" -> LocalSystem.shared();
            case "compose" -> ComposeSystem.shared();
            default -> throw new IllegalArgumentException("acceptance.system must be local or compose: " + kind);
        };
    }

    /**
     * Returns where clients of HTTP connect.
     *
     * @param node 1 or 2; a system of one gateway has the same one as both
     */
    URI gateway(int node);

    /** The HTTPS address of a gateway, whose certificate is in {@link #certificate}. */
    URI gatewayTls(int node);

    URI publisher();

    /** The one certificate of publishers and gateways. */
    Path certificate();

    /** The sample backend as relays reach it. */
    URI backend();

    /** The sample backend as tests reach it. */
    URI backendOfTests();
}
