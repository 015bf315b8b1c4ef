package dev.sluice.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The settings of Kafka's clients for TLS and SASL. They have Kafka's own names after {@code sluice.kafka.}, and each that is a
 * secret can be given by a file, whose name is under the key with {@code -file}. For user names and passwords there are two keys
 * more, which spare the syntax of JAAS.
 */
final class KafkaSecurity {
    private static final String PREFIX = "sluice.kafka.";
    private static final String FILE = "-file";
    private static final String SASL = "sasl.";
    private static final String SSL = "ssl.";
    private static final String USERNAME = "sasl.username";
    private static final String PASSWORD = "sasl.password";
    private static final Map<String, ConfigDef.ConfigKey> CLIENTS =
            AdminClientConfig.configDef().configKeys();

    private KafkaSecurity() {}

    static Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of(PREFIX + USERNAME, PREFIX + PASSWORD + FILE));
        for (String name : names()) {
            keys.add(PREFIX + name);
            if (isSecret(name)) {
                keys.add(PREFIX + name + FILE);
            }
        }
        return keys;
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(Set.of(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
        for (String name : CLIENTS.keySet()) {
            if (name.startsWith(SASL) || name.startsWith(SSL)) {
                names.add(name);
            }
        }
        return names;
    }

    private static boolean isSecret(String name) {
        ConfigDef.ConfigKey key = CLIENTS.get(name);
        return key != null && key.type == ConfigDef.Type.PASSWORD;
    }

    static Map<String, Object> settings(Function<String, Optional<String>> configured) {
        Map<String, Object> settings = new HashMap<>();
        Map<String, String> files = new HashMap<>();
        for (String name : names()) {
            if (isSecret(name)) {
                secret(name, configured).ifPresent(secret -> settings.put(name, secret));
                configured.apply(PREFIX + name + FILE).ifPresent(file -> files.put(name, file));
            } else {
                configured.apply(PREFIX + name).ifPresent(value -> settings.put(name, value.strip()));
            }
        }
        Optional<Password> login = login(settings, configured);
        login.ifPresent(jaas -> settings.put(SaslConfigs.SASL_JAAS_CONFIG, jaas));
        checkProtocol(settings);
        if (login.isPresent()) {
            settings.put(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, PasswordFileHandler.class);
        }
        if (protocol(settings).endsWith("SSL") && !settings.containsKey(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG)) {
            files.keySet().removeIf(name -> !name.startsWith(SSL));
            settings.put(FileSslEngineFactory.FILES, Map.copyOf(files));
            settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, FileSslEngineFactory.class);
        }
        checkByKafka(settings);
        return settings;
    }

    private static Optional<Password> secret(String name, Function<String, Optional<String>> configured) {
        Optional<String> plain = configured.apply(PREFIX + name);
        Optional<String> file = configured.apply(PREFIX + name + FILE);
        if (plain.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException(
                    PREFIX + name + " and " + PREFIX + name + FILE + " are both set; one is enough");
        }
        return file.map(path -> readFile(name, path)).or(() -> plain).map(Password::new);
    }

    /** The login by user name and password; empty when there is none. */
    private static Optional<Password> login(
            Map<String, Object> settings, Function<String, Optional<String>> configured) {
        Optional<String> username = configured.apply(PREFIX + USERNAME);
        Optional<String> file = configured.apply(PREFIX + PASSWORD + FILE);
        if (username.isEmpty() && file.isEmpty()) {
            return Optional.empty();
        }
        if (username.isEmpty() || file.isEmpty()) {
            throw new IllegalArgumentException(
                    PREFIX + USERNAME + " and " + PREFIX + PASSWORD + FILE + " belong together");
        }
        for (String other : List.of(SaslConfigs.SASL_JAAS_CONFIG, SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS)) {
            if (settings.containsKey(other)) {
                throw new IllegalArgumentException(
                        PREFIX + USERNAME + " and " + PREFIX + other + " are both set; one is enough");
            }
        }
        String module = switch (String.valueOf(settings.get(SaslConfigs.SASL_MECHANISM))) {
            case "PLAIN" -> "org.apache.kafka.common.security.plain.PlainLoginModule";
            case "SCRAM-SHA-256", "SCRAM-SHA-512" -> "org.apache.kafka.common.security.scram.ScramLoginModule";
            default ->
                throw new IllegalArgumentException(PREFIX + USERNAME + " needs " + PREFIX + SaslConfigs.SASL_MECHANISM
                        + " PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512");
        };
        String path = file.get().strip();
        readPassword(path);
        return Optional.of(new Password(module + " required username="
                + quoted(USERNAME, username.get().strip()) + ' ' + PasswordFileHandler.OPTION + '='
                + quoted(PASSWORD + FILE, path) + ";"));
    }

    private static String quoted(String key, String text) {
        requireOneLine(key, text);
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void requireOneLine(String key, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(PREFIX + key + " has a line end or another control character");
        }
    }

    /** @throws IllegalArgumentException what is wrong with the file, without its text */
    static String readPassword(String path) {
        String password = readFile(PASSWORD, path);
        requireOneLine(PASSWORD + FILE, password);
        return password;
    }

    /**
     * A setting's text from its file, without the end of the last line.
     *
     * @throws IllegalArgumentException what is wrong with the file
     */
    static String readFile(String name, String path) {
        String key = PREFIX + name + FILE;
        try {
            String text = Files.readString(Path.of(path.strip()));
            String secret = text.replaceFirst("\\R\\z", "");
            if (secret.isEmpty()) {
                throw new IllegalArgumentException(key + ": " + path + " is empty");
            }
            return secret;
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException(key + ": " + path + " cannot be read", unreadable);
        }
    }

    /** Kafka's clients pass in silence over what their protocol does not use. */
    private static void checkProtocol(Map<String, Object> settings) {
        String protocol = protocol(settings);
        for (String name : settings.keySet()) {
            boolean isUsed = (!name.startsWith(SASL) || protocol.startsWith("SASL_"))
                    && (!name.startsWith(SSL) || protocol.endsWith("SSL"));
            if (!isUsed) {
                throw new IllegalArgumentException(
                        PREFIX + name + " is not used with " + PREFIX + "security.protocol " + protocol);
            }
        }
    }

    private static String protocol(Map<String, Object> settings) {
        return String.valueOf(settings.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT"))
                .toUpperCase(Locale.ROOT);
    }

    /** Has a client made of them, which reads key stores and checks all values; it connects to nothing. */
    private static void checkByKafka(Map<String, Object> settings) {
        if (settings.isEmpty()) {
            return;
        }
        Map<String, Object> all = new HashMap<>(settings);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        try {
            new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .close(CloseOptions.timeout(Duration.ZERO));
        } catch (KafkaException refused) {
            throw new IllegalArgumentException(
                    "Kafka's client does not take the settings of " + PREFIX + "security, " + PREFIX + "sasl and "
                            + PREFIX + "ssl: " + reason(refused),
                    refused);
        }
    }

    /** What the innermost cause and the one around it say. */
    private static String reason(Throwable refused) {
        Throwable around = refused;
        Throwable root = refused;
        while (root.getCause() != null) {
            around = root;
            root = root.getCause();
        }
        String last = String.valueOf(root.getMessage());
        if (last.contains("JAAS")) {
            return "the login (" + SaslConfigs.SASL_JAAS_CONFIG + ") is not of JAAS's form; no part of it is shown";
        }
        String message = String.valueOf(around.getMessage());
        return message.contains(last) ? message : message + ": " + last;
    }
}
