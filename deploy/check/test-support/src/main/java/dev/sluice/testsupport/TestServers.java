package dev.sluice.testsupport;

import org.testcontainers.DockerClientFactory;

/**
 * Where the tests' Kafka and PostgreSQL run: in this machine's own processes, or with {@code -Dsluice.it=containers} in
 * Docker. Tests that stop or break a server of their own have it embedded either way.
 */
final class TestServers {
    private static final String KEY = "sluice.it";
    private static final String WHERE = take(KEY, "embedded");
    static final String KAFKA_IMAGE = take(KEY + ".kafka-image", "apache/kafka:4.1.2");
    static final String POSTGRES_IMAGE = take(KEY + ".postgres-image", "postgres:18.4");

    private TestServers() {}

    /** Makes sure that this class is initialised, and so has taken its settings. */
    static void takeSettings() {}

    /**
     * A setting of the tests. It is taken out of the system properties: a service under test in this JVM would find it
     * among its own, and refuse it as unknown.
     */
    private static String take(String key, String usual) {
        String set = System.clearProperty(key);
        return set == null ? usual : set;
    }

    /**
     * @throws IllegalStateException containers are wanted and no Docker engine answers, or the property has another value
     *     than {@code embedded} and {@code containers}
     */
    static boolean areContainers() {
        return switch (WHERE) {
            case "embedded" -> false;
            case "containers" -> {
                requireDocker();
                yield true;
            }
            default ->
                throw new IllegalStateException("-D" + KEY + "=" + WHERE + " is not known: embedded, containers");
        };
    }

    private static void requireDocker() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "-D" + KEY + "=containers needs a Docker engine, and none answers (DOCKER_HOST="
                            + System.getenv("DOCKER_HOST") + "). Without the option the tests use embedded servers.");
        }
    }
}
