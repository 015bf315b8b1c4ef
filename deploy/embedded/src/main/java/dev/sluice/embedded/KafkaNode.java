package dev.sluice.embedded;

/**
 * One node of a Kafka cluster: a broker that is a controller, too, on two ports of 127.0.0.1.
 *
 * @param id from 1
 */
record KafkaNode(int id, int port, int controllerPort) {
    /** How the settings name it among the controllers. */
    String voter() {
        return id + "@127.0.0.1:" + controllerPort;
    }

    String server() {
        return "127.0.0.1:" + port;
    }
}
