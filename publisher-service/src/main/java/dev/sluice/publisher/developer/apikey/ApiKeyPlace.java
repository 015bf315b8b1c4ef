package dev.sluice.publisher.developer.apikey;

import dev.sluice.model.api.KeyType;
import java.util.UUID;

/** What a key opens, and for which application. */
record ApiKeyPlace(UUID apiId, UUID applicationId, KeyType keyType) {}
