package dev.sluice.publisher.api.design;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an API presents itself in lists and portals; no gateway asks for it.
 *
 * @param displayName {@code null} = its name
 * @param properties in the order in which they were given, no name twice
 */
public record ApiProfile(
        @Nullable String displayName, List<String> tags, List<Property> properties, Business business) {
    public static final ApiProfile EMPTY = new ApiProfile(null, List.of(), List.of(), Business.NONE);

    public ApiProfile {
        tags = tags == null ? List.of() : List.copyOf(tags);
        properties = properties == null ? List.of() : List.copyOf(properties);
        business = business == null ? Business.NONE : business;
    }

    /** @param display whether developers see it */
    public record Property(String name, String value, boolean display) {}

    /** Who answers for it; {@code null} = not said. */
    public record Business(
            @Nullable String businessOwner,
            @Nullable String businessOwnerEmail,
            @Nullable String technicalOwner,
            @Nullable String technicalOwnerEmail) {
        public static final Business NONE = new Business(null, null, null, null);
    }
}
