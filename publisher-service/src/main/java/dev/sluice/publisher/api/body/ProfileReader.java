package dev.sluice.publisher.api.body;

import dev.sluice.publisher.api.design.ApiProfile;
import dev.sluice.publisher.web.problem.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an API presents itself, out of a body. */
final class ProfileReader {
    private static final int MAX_DISPLAY_NAME = 255;
    private static final int MAX_TAGS = 100;
    private static final int MAX_TAG = 60;
    private static final String PROPERTIES = "additionalProperties";
    private static final String PROPERTIES_MAP = "additionalPropertiesMap";
    private static final int MAX_PROPERTIES = 100;
    private static final int MAX_PROPERTY_NAME = 80;
    private static final int MAX_PROPERTY_VALUE = 900;
    private static final int MAX_OWNER = 120;
    private static final int MAX_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    /** Searches know them as something else. */
    private static final Set<String> RESERVED = Set.of(
            "provider", "version", "context", "status", "description", "subcontext", "doc", "lcstate", "name", "tags");

    private ProfileReader() {}

    static ApiProfile read(Fields body) {
        if (!body.texts("categories", List.of(), MAX_TAGS, MAX_TAG).isEmpty()) {
            body.wrong("categories", "must be empty: this version has no categories");
        }
        return new ApiProfile(
                orNull(body.text("displayName", "", MAX_DISPLAY_NAME)),
                tags(body),
                properties(body),
                business(body.object("businessInformation")));
    }

    private static List<String> tags(Fields body) {
        List<String> tags = body.texts("tags", List.of(), MAX_TAGS, MAX_TAG);
        for (String tag : tags) {
            if (tag.isBlank() || tag.contains(",")) {
                body.wrong("tags", "must hold words without commas; found '" + tag + "'");
            }
        }
        return tags.stream().distinct().toList();
    }

    /** As a list, or by name as WSO2's newer scripts send it; the list counts when both are there. */
    private static List<ApiProfile.Property> properties(Fields body) {
        if (!body.has(PROPERTIES)) {
            return properties(body.members(PROPERTIES_MAP, MAX_PROPERTIES));
        }
        List<ApiProfile.Property> properties = properties(body.objects(PROPERTIES, MAX_PROPERTIES));
        if (!Set.copyOf(properties).equals(Set.copyOf(properties(body.members(PROPERTIES_MAP, MAX_PROPERTIES))))) {
            body.ignore(PROPERTIES_MAP);
        }
        return properties;
    }

    private static List<ApiProfile.Property> properties(List<Fields> entries) {
        List<ApiProfile.Property> properties = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields entry : entries) {
            String name = entry.required("name", MAX_PROPERTY_NAME);
            if (name.chars().anyMatch(Character::isWhitespace)) {
                entry.wrong("name", "must have no blanks");
            }
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                entry.wrong("name", "must not be " + name + ", which an API has anyway");
            }
            if (!names.add(name)) {
                entry.wrong("name", "is there twice: " + name);
            }
            properties.add(new ApiProfile.Property(
                    name, entry.text("value", "", MAX_PROPERTY_VALUE), entry.flag("display", false)));
        }
        return properties;
    }

    private static ApiProfile.Business business(Fields business) {
        return new ApiProfile.Business(
                orNull(business.text("businessOwner", "", MAX_OWNER)),
                email(business, "businessOwnerEmail"),
                orNull(business.text("technicalOwner", "", MAX_OWNER)),
                email(business, "technicalOwnerEmail"));
    }

    private static @Nullable String email(Fields business, String field) {
        String email = business.text(field, "", MAX_EMAIL);
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            business.wrong(field, "must be an e-mail address");
        }
        return orNull(email);
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text;
    }
}
