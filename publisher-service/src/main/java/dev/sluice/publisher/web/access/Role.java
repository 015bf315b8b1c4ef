package dev.sluice.publisher.web.access;

import java.util.Locale;
import java.util.Optional;

/** What a user is to Sluice; a user has any number of roles. */
public enum Role {
    /** Everything, users and plans included. */
    ADMIN,
    /** Designs APIs; does not publish them. */
    CREATOR,
    /** Lifecycle, plans, deployment. */
    PUBLISHER,
    /** The developer portal. */
    SUBSCRIBER,
    /** Reads what creators and publishers do. */
    OBSERVER,
    /** Import and export. */
    DEVOPS;

    private static final String INTERNAL = "Internal/";

    /** Lower case: {@code creator}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this name, ignoring case; WSO2's {@code Internal/creator} is {@code creator}. */
    public static Optional<Role> of(String text) {
        String name = text.startsWith(INTERNAL) ? text.substring(INTERNAL.length()) : text;
        for (Role role : values()) {
            if (role.text().equalsIgnoreCase(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
