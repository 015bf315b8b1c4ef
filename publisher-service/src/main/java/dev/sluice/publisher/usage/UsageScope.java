package dev.sluice.publisher.usage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose usage is meant. */
sealed interface UsageScope {
    record Everything() implements UsageScope {
        @Override
        public @Nullable UUID id() {
            return null;
        }
    }

    record OfApi(UUID id) implements UsageScope {}

    record OfApplication(UUID id) implements UsageScope {}

    record OfSubscription(UUID id) implements UsageScope {}

    /** Of a series {@code s}. */
    default String condition() {
        return switch (this) {
            case Everything _ -> "cast(:id as uuid) is null";
            case OfApi _ -> "s.api_id = :id";
            case OfApplication _ -> "s.application_id = :id";
            case OfSubscription _ -> "s.subscription_id = :id";
        };
    }

    /** The parameter of the condition. */
    @Nullable
    UUID id();
}
