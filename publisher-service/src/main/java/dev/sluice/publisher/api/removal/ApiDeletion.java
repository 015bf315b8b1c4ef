package dev.sluice.publisher.api.removal;

import java.util.UUID;

/** An API is deleted; fired in the transaction that deletes it, under the API's lock, while it is still there. */
public record ApiDeletion(UUID apiId) {}
