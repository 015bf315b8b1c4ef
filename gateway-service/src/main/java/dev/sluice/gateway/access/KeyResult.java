package dev.sluice.gateway.access;

import dev.sluice.model.api.KeyType;

/** Whether an API key is good for a request, as far as the key and its rules go. */
sealed interface KeyResult {
    record Good(Grant.ApiKey holder, KeyType keyType) implements KeyResult {}

    record Refused(AdmitResult why) implements KeyResult {}
}
