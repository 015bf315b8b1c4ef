package dev.sluice.testsupport;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.Objects;

/** The {@code application.properties} of the service under test, read as at its start. */
public final class ServiceProperties {
    private static final int OF_FILE = 250;
    private static final int OF_ENVIRONMENT = 300;

    private ServiceProperties() {}

    /** Returns the value of a key where these environment variables are set. */
    public static String value(String key, Map<String, String> environment) {
        URL properties = Objects.requireNonNull(
                ServiceProperties.class.getResource("/application.properties"), "application.properties");
        try {
            return new SmallRyeConfigBuilder()
                    .withSources(
                            new PropertiesConfigSource(properties, OF_FILE),
                            new EnvConfigSource(environment, OF_ENVIRONMENT))
                    .build()
                    .getValue(key, String.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
