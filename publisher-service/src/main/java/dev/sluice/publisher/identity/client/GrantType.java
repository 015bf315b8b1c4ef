package dev.sluice.publisher.identity.client;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The grants of RFC 6749 that registered clients may have. */
public enum GrantType {
    /** 4.3: with a user's name and password. */
    PASSWORD,
    /** 4.4: in the name of the client's owner. */
    CLIENT_CREDENTIALS,
    /** 6. */
    REFRESH_TOKEN;

    /** As RFC 6749 writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<GrantType> of(String text) {
        for (GrantType grant : values()) {
            if (grant.text().equals(text)) {
                return Optional.of(grant);
            }
        }
        return Optional.empty();
    }

    /** Those of a text with blanks between them; what is none is passed over, as RFC 7591 3.2.1 allows. */
    static Set<GrantType> among(String text) {
        EnumSet<GrantType> found = EnumSet.noneOf(GrantType.class);
        for (String word : text.strip().split("\\s+")) {
            of(word).ifPresent(found::add);
        }
        return found;
    }

    static String text(Set<GrantType> grants) {
        return grants.stream().sorted().map(GrantType::text).collect(Collectors.joining(" "));
    }
}
