package dev.sluice.publisher.developer.apikey;

import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.developer.application.ApplicationEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key, what it opens, and for which application.
 *
 * @param lastUsed the minute in which it last had a stream; {@code null} = it never had, as far as is known
 */
record ApiKeyEntry(
        ApiKeyEntity key,
        ApiEntity api,
        ApplicationEntity application,
        @Nullable Instant lastUsed) {}
