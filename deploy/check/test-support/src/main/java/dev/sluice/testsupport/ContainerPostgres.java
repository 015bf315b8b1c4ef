package dev.sluice.testsupport;

import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** One PostgreSQL server in a container; it goes with this JVM. Another image: {@code -Dsluice.it.postgres-image=...}. */
final class ContainerPostgres {
    private static final String OFFICIAL = "postgres";

    private ContainerPostgres() {}

    @SuppressWarnings("resource") // stopped with the JVM
    static PostgresServer.Login start() {
        PostgreSQLContainer postgres = new PostgreSQLContainer(
                DockerImageName.parse(TestServers.POSTGRES_IMAGE).asCompatibleSubstituteFor(OFFICIAL));
        postgres.start();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop, "stop-postgres"));
        String server = "jdbc:postgresql://" + postgres.getHost() + ':'
                + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + '/';
        return new PostgresServer.Login(
                server, postgres.getDatabaseName(), postgres.getUsername(), postgres.getPassword());
    }
}
