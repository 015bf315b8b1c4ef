package dev.sluice.publisher.identity.user;

/** Told within the transaction: what this user signed in with before counts no more, so its sessions are over. */
public record CredentialChange(String user) {}
