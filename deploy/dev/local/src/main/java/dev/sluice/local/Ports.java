package dev.sluice.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every port of the local system. The second gateway and the second relay take the first one's plus ten.
 *
 * @param offset added to all of them
 */
record Ports(int offset) {
    private static final int SECOND_NODE = 10;
    private static final int HIGHEST_BASE = 9456;

    Ports {
        if (offset < 0 || HIGHEST_BASE + offset > 65_535) {
            throw new IllegalArgumentException("port offset must be 0.." + (65_535 - HIGHEST_BASE) + ", was " + offset);
        }
    }

    int sampleBackend() {
        return 8080 + offset;
    }

    int publisher() {
        return 9443 + offset;
    }

    int definition() {
        return 9444 + offset;
    }

    int publisherManagement() {
        return 9447 + offset;
    }

    int kafka() {
        return 9448 + offset;
    }

    int postgres() {
        return 9449 + offset;
    }

    int kafkaController() {
        return 9451 + offset;
    }

    int relayManagement(int node) {
        return 9445 + offset + (node - 1) * SECOND_NODE;
    }

    int gatewayManagement(int node) {
        return 9446 + offset + (node - 1) * SECOND_NODE;
    }

    int gateway(int node) {
        return 8280 + offset + (node - 1) * SECOND_NODE;
    }

    int gatewayTls(int node) {
        return 8243 + offset + (node - 1) * SECOND_NODE;
    }

    /** Port to what it is for, in the order of the start. */
    Map<Integer, String> all(int nodes) {
        Map<Integer, String> all = new LinkedHashMap<>();
        all.put(kafka(), "kafka");
        all.put(kafkaController(), "kafka's controller");
        all.put(postgres(), "postgres");
        all.put(sampleBackend(), "sample-backend");
        all.put(definition(), "definition-1");
        all.put(publisher(), "publisher-1");
        all.put(publisherManagement(), "management of publisher-1");
        for (int node = 1; node <= nodes; node++) {
            all.put(relayManagement(node), "management of relay-" + node);
            all.put(gateway(node), "gateway-" + node);
            all.put(gatewayTls(node), "TLS of gateway-" + node);
            all.put(gatewayManagement(node), "management of gateway-" + node);
        }
        return all;
    }
}
