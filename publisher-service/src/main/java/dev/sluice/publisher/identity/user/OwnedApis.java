package dev.sluice.publisher.identity.user;

/** The APIs of users, who are known there by their names alone. */
@FunctionalInterface
public interface OwnedApis {
    /** Returns whether there is an API of a user of this name, ignoring case, be the user there or not. */
    boolean areThereOf(String name);
}
