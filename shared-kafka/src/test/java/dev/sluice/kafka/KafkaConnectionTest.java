package dev.sluice.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConnectionTest {
    private final Map<String, String> configured = new HashMap<>();

    @TempDir
    Path folder;

    private KafkaConnection connection() {
        return KafkaConnection.configured("kafka:9092", key -> Optional.ofNullable(configured.get("" + key)));
    }

    private void set(String key, String value) {
        configured.put("sluice.kafka." + key, value);
    }

    private void scram() {
        set("security.protocol", "SASL_SSL");
        set("sasl.mechanism", "SCRAM-SHA-512");
    }

    private String file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "secret", ""), text)
                .toString();
    }

    @Test
    void withoutSettingsAClientHasTheServersAlone() {
        assertThat(connection().with(Map.of("client.id", "x")))
                .isEqualTo(Map.of("bootstrap.servers", "kafka:9092", "client.id", "x"));
    }

    @Test
    void aClientThatAsksGivesAQuestionUpAfterThreeSeconds() {
        set("security.protocol", "SSL");

        assertThat(connection().asking("x"))
                .containsEntry("client.id", "x")
                .containsEntry("default.api.timeout.ms", 3_000)
                .containsEntry("request.timeout.ms", 3_000)
                .containsEntry("reconnect.backoff.max.ms", 500)
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void settingsHaveKafkasNamesBehindOurPrefix() {
        scram();
        set("sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        set("ssl.endpoint.identification.algorithm", "");
        set("ssl.enabled.protocols", "TLSv1.3");

        assertThat(connection().security())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.endpoint.identification.algorithm", "")
                .containsEntry("ssl.enabled.protocols", "TLSv1.3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secret", "  blanks, too  ", "quote\" and \\ back\\\\slash", "pa'ss;word=#", "\u00fcml\u00e4ut"})
    void aPasswordComesFromItsFileWithoutTheLineEnd(String password) throws Exception {
        // Given
        scram();
        set("sasl.username", "relay");
        set("sasl.password-file", file(password + "\n"));

        // When
        Map<String, Object> security = connection().security();

        // Then
        AppConfigurationEntry login = login(security);
        assertThat(login.getLoginModuleName()).endsWith("ScramLoginModule");
        assertThat(login.getOptions().get("username")).isEqualTo("relay");
        assertThat(password(handler(security))).isEqualTo(password);
    }

    @Test
    void anotherPasswordInTheFileIsThatOfTheNextConnection() throws Exception {
        // Given
        scram();
        set("sasl.username", "relay");
        Path file = Path.of(file("first\n"));
        set("sasl.password-file", file.toString());
        AuthenticateCallbackHandler handler = handler(connection().security());

        // When
        Files.writeString(file, "second\n");

        // Then
        assertThat(password(handler)).isEqualTo("second");

        // When
        Files.writeString(file, "");

        // Then
        assertThat(password(handler)).isEqualTo("second");
    }

    @Test
    void aClientThatIsMadeWhileItsPasswordCannotBeReadHasItOnceItCan() throws Exception {
        // Given
        scram();
        set("sasl.username", "relay");
        Path file = Path.of(file("first\n"));
        set("sasl.password-file", file.toString());
        Map<String, Object> security = connection().security();
        Files.delete(file);

        // When
        AuthenticateCallbackHandler handler = handler(security);

        // Then
        assertThatThrownBy(() -> password(handler))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("no password", "sluice.kafka.sasl.password-file", file + " cannot be read");

        // When
        Files.writeString(file, "second\n");

        // Then
        assertThat(password(handler)).isEqualTo("second");
    }

    private static AppConfigurationEntry login(Map<String, Object> security) {
        return JaasContext.loadClientContext(security).configurationEntries().getFirst();
    }

    /** As Kafka's clients make it. */
    private static AuthenticateCallbackHandler handler(Map<String, Object> security) throws Exception {
        Class<?> type = (Class<?>) requireNonNull(security.get("sasl.client.callback.handler.class"));
        AuthenticateCallbackHandler handler =
                (AuthenticateCallbackHandler) type.getConstructor().newInstance();
        handler.configure(security, "SCRAM-SHA-512", List.of(login(security)));
        return handler;
    }

    private static String password(AuthenticateCallbackHandler handler) throws Exception {
        PasswordCallback callback = new PasswordCallback("Password", false);
        handler.handle(new Callback[] {callback, new NameCallback("Name", "relay")});
        return new String(callback.getPassword());
    }

    @Test
    void aWholeLoginAndThePasswordsOfStoresComeFromFiles() throws IOException {
        String login =
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\" password=\"hush\";";
        scram();
        set("sasl.jaas.config-file", file(login + '\n'));
        set("ssl.key.password-file", file("hush"));

        assertThat(connection().security())
                .containsEntry("sasl.jaas.config", new Password(login))
                .containsEntry("ssl.key.password", new Password("hush"));
    }

    @Test
    void noSecretIsInAnyText() throws IOException {
        scram();
        set("sasl.username", "relay");
        set("sasl.password-file", file("hush"));
        set("ssl.key.password", "hush");

        assertThat(connection() + " " + connection().security() + connection().with(Map.of()))
                .contains("SASL_SSL")
                .doesNotContain("hush");
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsKey() {
        scram();
        set("sasl.username", "relay");
        set("sasl.password-file", "/no/such/file");

        assertRefused("sluice.kafka.sasl.password-file: /no/such/file cannot be read");
    }

    @Test
    void anEmptyFileIsNamedWithItsKey() throws IOException {
        scram();
        String empty = file("\n");
        set("ssl.truststore.password-file", empty);

        assertRefused("sluice.kafka.ssl.truststore.password-file: " + empty + " is empty");
    }

    @Test
    void noPartOfABrokenLoginIsShown() throws IOException {
        scram();
        set("sasl.jaas.config-file", file("a.B required username=\"u\" password=\"begin\nhush hush\";"));
        assertThatThrownBy(this::connection)
                .hasMessageContaining("sasl.jaas.config")
                .hasMessageNotContaining("hush")
                .hasMessageNotContaining("begin");

        configured.remove("sluice.kafka.sasl.jaas.config-file");
        set("sasl.username", "relay");
        set("sasl.password-file", file("begin\nhush"));
        assertThatThrownBy(this::connection)
                .hasMessageContaining("sluice.kafka.sasl.password-file has a line end")
                .hasMessageNotContaining("hush");
    }

    @Test
    void aSecretInTwoPlacesIsRefused() throws IOException {
        scram();
        set("sasl.jaas.config", "a.B required;");
        set("sasl.jaas.config-file", file("a.B required;"));

        assertRefused("sluice.kafka.sasl.jaas.config and sluice.kafka.sasl.jaas.config-file are both set");
    }

    @Test
    void aUserNameNeedsAPasswordAndAMechanismThatHasOne() throws IOException {
        scram();
        set("sasl.username", "relay");
        assertRefused("sluice.kafka.sasl.username and sluice.kafka.sasl.password-file belong together");

        set("sasl.password-file", file("x"));
        set("sasl.mechanism", "OAUTHBEARER");
        assertRefused("sluice.kafka.sasl.username needs sluice.kafka.sasl.mechanism PLAIN, SCRAM-SHA-256");

        set("sasl.mechanism", "PLAIN");
        set("sasl.client.callback.handler.class", "some.Handler");
        assertRefused("sluice.kafka.sasl.username and sluice.kafka.sasl.client.callback.handler.class are both set");
    }

    @Test
    void whatTheProtocolDoesNotUseIsRefused() {
        set("sasl.mechanism", "PLAIN");
        assertRefused("sluice.kafka.sasl.mechanism is not used with sluice.kafka.security.protocol PLAINTEXT");

        set("security.protocol", "SASL_PLAINTEXT");
        set("ssl.truststore.location", "/x");
        assertRefused("sluice.kafka.ssl.truststore.location is not used with");
    }

    @Test
    void whatKafkasClientRefusesIsSaidInASentence() {
        set("security.protocol", "SSL");
        set("ssl.truststore.type", "PEM");
        set("ssl.truststore.location", "/no/such/store.pem");
        assertRefused("/no/such/store.pem");

        configured.clear();
        set("security.protocol", "TLS");
        assertRefused("security.protocol");
    }

    @Test
    void eachKeyOfASecretHasOneForAFile() {
        assertThat(KafkaConnection.keys())
                .contains(
                        "sluice.kafka.security.protocol",
                        "sluice.kafka.sasl.mechanism",
                        "sluice.kafka.sasl.jaas.config",
                        "sluice.kafka.sasl.jaas.config-file",
                        "sluice.kafka.sasl.username",
                        "sluice.kafka.sasl.password-file",
                        "sluice.kafka.ssl.truststore.location",
                        "sluice.kafka.ssl.truststore.password-file",
                        "sluice.kafka.ssl.keystore.password-file",
                        "sluice.kafka.ssl.key.password-file")
                .doesNotContain("sluice.kafka.sasl.password", "sluice.kafka.sasl.mechanism-file");
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(this::connection)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
