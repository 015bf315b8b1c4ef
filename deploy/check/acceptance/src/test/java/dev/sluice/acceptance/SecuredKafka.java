package dev.sluice.acceptance;

import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.embedded.FreePorts;
import dev.sluice.embedded.LocalCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * A broker that asks its clients for SCRAM-SHA-512 over TLS, or at another port for a certificate, and lets them do what ACLs
 * allow and nothing else. A third listener, for the test alone, is plain and may do everything.
 */
final class SecuredKafka implements AutoCloseable {
    private static final int ITERATIONS = 4096;

    private final Path directory;
    /** What the services trust. */
    private final Path trusted;

    private final Path keyStore;
    private final LocalCertificate client;
    private final int securedPort = FreePorts.any();
    private final int mutualPort = FreePorts.any();
    private final EmbeddedKafka broker;
    private final Admin admin;

    private SecuredKafka(Path directory) throws IOException {
        this.directory = directory;
        trusted = directory.resolve("trusted.pem");
        keyStore = directory.resolve("broker.pem");
        certify();
        client = LocalCertificate.in(directory.resolve("client"));
        client.ensure();
        int port = FreePorts.any();
        int controller = FreePorts.any();
        String listeners = "BROKER://127.0.0.1:" + port + ",SECURED://127.0.0.1:" + securedPort + ",MUTUAL://127.0.0.1:"
                + mutualPort;
        Map<String, String> settings = new HashMap<>(Map.of(
                "listeners", listeners + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners", listeners,
                "listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL,MUTUAL:SSL",
                "listener.name.secured.sasl.enabled.mechanisms", "SCRAM-SHA-512",
                "listener.name.secured.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "listener.name.secured.ssl.keystore.type", "PEM",
                "listener.name.secured.ssl.keystore.location", keyStore.toString(),
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:ANONYMOUS",
                "allow.everyone.if.no.acl.found", "false"));
        settings.putAll(Map.of(
                "listener.name.mutual.ssl.keystore.type", "PEM",
                "listener.name.mutual.ssl.keystore.location", keyStore.toString(),
                "listener.name.mutual.ssl.client.auth", "required",
                "listener.name.mutual.ssl.truststore.type", "PEM",
                "listener.name.mutual.ssl.truststore.location",
                        client.certificate().toString()));
        broker = new EmbeddedKafka(directory.resolve("kafka"), port, controller, settings);
        broker.start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    static SecuredKafka start(Path directory) throws IOException {
        return new SecuredKafka(directory);
    }

    private void certify() throws IOException {
        LocalCertificate tls = LocalCertificate.in(Files.createTempDirectory(directory, "tls-"));
        tls.ensure();
        Files.copy(tls.certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(keyStore, Files.readString(tls.key()) + Files.readString(tls.certificate()));
    }

    /** Gives the broker another certificate, and the services another file of what they trust; the broker is restarted. */
    void renewCertificate() throws IOException {
        broker.close();
        certify();
        broker.start();
    }

    String bootstrapServers() {
        return "localhost:" + securedPort;
    }

    /** Where clients are let in by their certificate. */
    String mutualServers() {
        return "localhost:" + mutualPort;
    }

    /** The broker's certificate. */
    Path certificate() {
        return trusted;
    }

    /** The certificate and key of the client that is let in by them. */
    LocalCertificate client() {
        return client;
    }

    /** Makes a user, and returns the settings of a service that is let in as it. */
    Map<String, String> user(String name, String password)
            throws IOException, ExecutionException, InterruptedException {
        Path file = givePassword(name, password);
        return Map.of(
                "sluice.kafka.security.protocol",
                "SASL_SSL",
                "sluice.kafka.sasl.mechanism",
                "SCRAM-SHA-512",
                "sluice.kafka.sasl.username",
                name,
                "sluice.kafka.sasl.password-file",
                file.toString(),
                "sluice.kafka.ssl.truststore.type",
                "PEM",
                "sluice.kafka.ssl.truststore.location",
                trusted.toString());
    }

    /** From now on the user has this password, at the broker and in its file. */
    Path givePassword(String name, String password) throws IOException, ExecutionException, InterruptedException {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                .all()
                .get();
        return Files.writeString(directory.resolve(name + ".password"), password + '\n');
    }

    Set<String> topics() throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get();
    }

    void allow(Collection<AclBinding> rights) throws ExecutionException, InterruptedException {
        admin.createAcls(rights).all().get();
    }

    void take(AclBinding right) throws ExecutionException, InterruptedException {
        AclBindingFilter exactly = right.toFilter();
        if (admin.deleteAcls(List.of(exactly)).all().get().isEmpty()) {
            throw new AssertionError("there was no such right: " + right);
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
