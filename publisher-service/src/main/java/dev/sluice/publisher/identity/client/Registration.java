package dev.sluice.publisher.identity.client;

import dev.sluice.publisher.secret.OpaqueSecret;

/** A client that has just been registered, or registered again, with a new secret. */
record Registration(RegisteredClientEntity client, OpaqueSecret secret, boolean saasApp) {}
