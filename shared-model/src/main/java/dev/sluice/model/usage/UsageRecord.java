package dev.sluice.model.usage;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.api.KeyType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one gateway has delivered within a minute, of one topic to the clients of one application: {@code sluice.usage}.
 * Numbers are cumulative within that minute of that node and incarnation, but {@code open}: a reader sets them.
 *
 * @param minute when the minute begins, epoch milliseconds
 * @param applicationId {@code null} = of no application: an open topic, or a test key
 * @param plan {@code null} = none
 * @param bytes of the events' blocks
 * @param replayed how many of the events were read from the log
 * @param opened streams that were opened
 * @param closed streams that were closed, by reason
 * @param open streams that were open when the record was written
 * @param apiKeys ids of API keys by which streams were open in that minute, at most {@value #MAX_API_KEYS}
 */
public record UsageRecord(
        int schema,
        long minute,
        String node,
        String incarnation,
        String environment,
        String apiId,
        String topic,
        @Nullable String applicationId,
        @Nullable String subscriptionId,
        @Nullable String plan,
        KeyType keyType,
        long events,
        long bytes,
        long replayed,
        long opened,
        Map<String, Long> closed,
        int open,
        List<String> apiKeys) {
    public static final int SCHEMA = 1;
    public static final int MAX_API_KEYS = 100;

    private static final int HASH_CHARACTERS = 32;

    public UsageRecord {
        requireNonNull(node, "node");
        requireNonNull(incarnation, "incarnation");
        requireNonNull(environment, "environment");
        requireNonNull(apiId, "apiId");
        requireNonNull(topic, "topic");
        requireNonNull(keyType, "keyType");
        closed = closed == null ? Map.of() : Map.copyOf(closed);
        apiKeys = apiKeys == null ? List.of() : List.copyOf(apiKeys);
    }

    /** Returns its key: {@code <apiId>/<minute>/<node>/<incarnation>/<hash of the other dimensions>}. */
    public String key() {
        String rest = String.join(
                "\n", environment, topic, text(applicationId), text(subscriptionId), text(plan), keyType.name());
        return apiId + '/' + minute + '/' + node + '/' + incarnation + '/' + hash(rest);
    }

    private static String text(@Nullable String dimension) {
        return dimension == null ? "" : dimension;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) { // every Java has it
            throw new IllegalStateException(impossible);
        }
    }
}
