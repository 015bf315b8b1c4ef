package dev.sluice.publisher.developer.apikey;

import dev.sluice.model.api.KeyType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are meant.
 *
 * @param owner of their applications
 * @param applicationId {@code null} = of any; so with the others
 */
record ApiKeyFilter(
        String owner,
        @Nullable UUID applicationId,
        @Nullable UUID apiId,
        @Nullable KeyType keyType) {
    static ApiKeyFilter ofApplication(String owner, UUID applicationId, KeyType keyType) {
        return new ApiKeyFilter(owner, applicationId, null, keyType);
    }

    static ApiKeyFilter ofApi(String owner, UUID apiId) {
        return new ApiKeyFilter(owner, null, apiId, null);
    }
}
