package dev.sluice.embedded;

/**
 * One node of a Kafka cluster, on ports of 127.0.0.1.
 *
 * @param id from 1
 * @param port where it listens as a broker
 * @param controllerPort where it listens as a controller
 */
record KafkaNode(int id, Role role, int port, int controllerPort) {
    /** What a node is. */
    enum Role {
        BROKER,
        CONTROLLER,
        BOTH;

        boolean isBroker() {
            return this != CONTROLLER;
        }

        boolean isController() {
            return this != BROKER;
        }
    }

    static KafkaNode onFreePorts(int id, Role role) {
        return new KafkaNode(id, role, FreePorts.any(), FreePorts.any());
    }

    /** @param text as {@link #toArgument} makes it */
    static KafkaNode ofArgument(String text) {
        String[] parts = text.split(":");
        return new KafkaNode(
                Integer.parseInt(parts[0]),
                Role.valueOf(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }

    /** {@code ID:ROLE:PORT:PORT}. */
    String toArgument() {
        return id + ":" + role + ':' + port + ':' + controllerPort;
    }

    /** How the settings name it among the controllers. */
    String voter() {
        return id + "@127.0.0.1:" + controllerPort;
    }

    String server() {
        return "127.0.0.1:" + port;
    }
}
