package dev.sluice.publisher.developer.key;

import dev.sluice.model.api.KeyType;

/** A client that has proven who it is, or whose owner has. */
public record Client(String consumerKey, KeyType keyType, TokenLifetime lifetime) {}
