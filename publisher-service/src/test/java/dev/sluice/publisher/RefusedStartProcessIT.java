package dev.sluice.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.KafkaBroker;
import dev.sluice.testsupport.PostgresServer;
import dev.sluice.testsupport.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged service does not start with settings that cannot be meant, and says which. */
@Timeout(180)
class RefusedStartProcessIT {
    private final TestDatabase database = PostgresServer.freshDatabase();
    private final String bootstrapServers = KafkaBroker.shared().bootstrapServers();
    private final String prefix = KafkaBroker.freshPrefix();

    @Test
    void aNewInstallationNeedsAGoodFirstPasswordAndACertificate() throws Exception {
        Map<String, String> none =
                new HashMap<>(PublisherProcess.settings("publisher-1", database, bootstrapServers, prefix));
        none.remove("sluice.publisher.first-admin.password");
        Map<String, String> weak =
                new HashMap<>(PublisherProcess.settings("publisher-1", database, bootstrapServers, prefix));
        weak.remove("sluice.publisher.first-admin.allow-weak-password");
        Map<String, String> noCertificate =
                new HashMap<>(PublisherProcess.settings("publisher-1", database, bootstrapServers, prefix));
        noCertificate.put("sluice.publisher.tls.certificate-file", "/nowhere/certificate.pem");

        assertDoesNotStart(none, "set sluice.publisher.first-admin.password");
        assertDoesNotStart(weak, "sluice.publisher.first-admin.password must have 8 to 128 characters");
        assertDoesNotStart(noCertificate, "/nowhere/certificate.pem");
    }

    @Test
    void anUnknownOrMissingKeyStopsTheStart() throws Exception {
        Map<String, String> typo =
                new HashMap<>(PublisherProcess.settings("publisher-1", database, bootstrapServers, prefix));
        typo.put("sluice.publisher.tokens.lifetime", "1h");
        Map<String, String> missing =
                new HashMap<>(PublisherProcess.settings("publisher-1", database, bootstrapServers, prefix));
        missing.remove("sluice.node.id");

        assertDoesNotStart(typo, "sluice.publisher.tokens.lifetime");
        assertDoesNotStart(missing, "sluice.node.id");
    }

    @Test
    void anAllowedPlaceThatIsNoneStopsTheStart() throws Exception {
        Map<String, String> wrong =
                new HashMap<>(PublisherProcess.settings("publisher-1", database, bootstrapServers, prefix));
        wrong.put("sluice.publisher.outbound.allow", ".corp.example,10.0.0.1/8");

        assertDoesNotStart(wrong, "outbound.allow '10.0.0.1/8'");
    }

    @Test
    void whoMayBeBelievedHasToBeSaidWell() throws Exception {
        Map<String, String> origin =
                new HashMap<>(PublisherProcess.settings("publisher-1", database, bootstrapServers, prefix));
        origin.put("sluice.publisher.origins", "https://portal.example,portal.example");
        Map<String, String> anyProxy =
                new HashMap<>(PublisherProcess.settings("publisher-1", database, bootstrapServers, prefix));
        anyProxy.put("quarkus.http.proxy.proxy-address-forwarding", "true");

        assertDoesNotStart(origin, "sluice.publisher.origins: 'portal.example'");
        assertDoesNotStart(anyProxy, "without quarkus.http.proxy.trusted-proxies");
    }

    @Test
    void aTlsFileThatCannotBeReadStopsTheStart() throws Exception {
        Map<String, String> wrong =
                new HashMap<>(PublisherProcess.settings("publisher-1", database, bootstrapServers, prefix));
        wrong.put("sluice.publisher.outbound.tls.trust-file", "/nowhere/authorities.pem");

        assertDoesNotStart(wrong, "outbound.tls.trust-file: /nowhere/authorities.pem cannot be read");
    }

    @Test
    void filesForTheDatabaseThatWouldNotBeUsedStopTheStart() throws Exception {
        Map<String, String> unused =
                new HashMap<>(PublisherProcess.settings("publisher-1", database, bootstrapServers, prefix));
        unused.put("sluice.publisher.database.tls.trust-file", "/nowhere/ca.pem");

        assertDoesNotStart(unused, "sluice.publisher.database.tls.mode verify-full or verify-ca");
    }

    private static void assertDoesNotStart(Map<String, String> settings, String reason) throws Exception {
        try (PublisherProcess publisher = PublisherProcess.start(settings)) {
            assertThat(publisher.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(publisher.process().exitValue()).isNotZero();
            assertThat(publisher.log()).contains(reason);
        }
    }
}
