package dev.sluice.publisher.identity.session;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

/** How many tokens have been issued, by kind. Any thread. */
@ApplicationScoped
public class TokenCounts {
    /** A closed list, for counting. */
    public enum Kind {
        /** Of an application, for the gateways. */
        APPLICATION("application"),
        /** To try an API that is not published. */
        TEST_KEY("test-key"),
        /** Of a user or a script, for the REST APIs; a refreshed one is another. */
        SESSION("session");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Map<Kind, Counter> issued = new EnumMap<>(Kind.class);

    TokenCounts(MeterRegistry registry) {
        for (Kind kind : Kind.values()) {
            issued.put(kind, registry.counter("sluice_publisher_tokens_issued", "kind", kind.text));
        }
    }

    public void onIssued(Kind kind) {
        requireNonNull(issued.get(kind)).increment();
    }
}
