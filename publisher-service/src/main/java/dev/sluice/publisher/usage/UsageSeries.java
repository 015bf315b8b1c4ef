package dev.sluice.publisher.usage;

import dev.sluice.model.api.KeyType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is counted apart.
 *
 * @param applicationId {@code null} = of no application
 * @param subscriptionId {@code null} = of no subscription
 * @param plan {@code null} = none
 */
record UsageSeries(
        String environment,
        UUID apiId,
        String topic,
        @Nullable UUID applicationId,
        @Nullable UUID subscriptionId,
        @Nullable String plan,
        KeyType keyType) {
    /** Returns the same id for the same series, in each publisher. */
    UUID id() {
        String all = String.join(
                "\n",
                environment,
                apiId.toString(),
                topic,
                String.valueOf(applicationId),
                String.valueOf(subscriptionId),
                plan == null ? "" : '=' + plan,
                keyType.name());
        return hash(all);
    }

    /** Returns what stands for a run of a gateway. */
    static UUID writer(String node, String incarnation) {
        return hash(node + '\n' + incarnation);
    }

    /** The first 128 bits of its SHA-256. */
    private static UUID hash(String text) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }
}
