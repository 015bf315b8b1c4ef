package dev.sluice.publisher.web.access;

import static dev.sluice.publisher.web.access.Role.CREATOR;
import static dev.sluice.publisher.web.access.Role.DEVOPS;
import static dev.sluice.publisher.web.access.Role.OBSERVER;
import static dev.sluice.publisher.web.access.Role.PUBLISHER;
import static dev.sluice.publisher.web.access.Role.SUBSCRIBER;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A scope of the REST APIs, by WSO2's names, and the roles that allow it. The role admin allows every scope. */
public enum Scope {
    API_VIEW(CREATOR, PUBLISHER, OBSERVER),
    API_LIST_VIEW(CREATOR, PUBLISHER, OBSERVER, DEVOPS),
    API_DEFINITION_VIEW(CREATOR, PUBLISHER, OBSERVER),
    API_CREATE(CREATOR),
    API_PUBLISH(PUBLISHER),
    API_DELETE(CREATOR),
    API_MANAGE,
    API_GENERATE_KEY(CREATOR, PUBLISHER),
    API_IMPORT_EXPORT(DEVOPS),
    API_PRODUCT_IMPORT_EXPORT(DEVOPS),
    DOCUMENT_CREATE(CREATOR, PUBLISHER),
    DOCUMENT_MANAGE(CREATOR, PUBLISHER),
    COMMENT_VIEW(CREATOR, PUBLISHER, OBSERVER),
    COMMENT_WRITE(CREATOR, PUBLISHER),
    COMMENT_MANAGE,
    SHARED_SCOPE_MANAGE,
    SUBSCRIPTION_VIEW(CREATOR, PUBLISHER, OBSERVER),
    SUBSCRIPTION_BLOCK(CREATOR, PUBLISHER),
    SUBSCRIPTION_MANAGE(PUBLISHER),
    TIER_VIEW(CREATOR, PUBLISHER, OBSERVER),
    TIER_MANAGE,
    PUBLISHER_SETTINGS(CREATOR, PUBLISHER, OBSERVER, DEVOPS),

    SUBSCRIBE(SUBSCRIBER),
    APP_MANAGE(SUBSCRIBER),
    SUB_MANAGE(SUBSCRIBER),
    API_KEY(SUBSCRIBER),
    STORE_SETTINGS(SUBSCRIBER),
    APP_IMPORT_EXPORT(DEVOPS),

    ADMIN,
    ADMIN_OPERATIONS,
    ADMIN_SETTINGS,
    APP_OWNER_CHANGE,
    BL_VIEW,
    BL_MANAGE,
    ENVIRONMENT_READ,
    ENVIRONMENT_MANAGE,
    SCOPE_MANAGE;

    private static final String PREFIX = "apim:";
    private static final Map<String, Scope> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Scope::text, Function.identity()));

    private final Set<Role> roles;

    Scope(Role... roles) {
        EnumSet<Role> all = EnumSet.of(Role.ADMIN);
        all.addAll(Arrays.asList(roles));
        this.roles = all;
    }

    /** As tokens carry it: {@code apim:api_view}. */
    public String text() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** The scope of this name; empty when there is none. */
    public static Optional<Scope> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** All scopes that one of these roles allows. */
    public static Set<Scope> allowedTo(Collection<Role> roles) {
        EnumSet<Scope> allowed = EnumSet.noneOf(Scope.class);
        for (Scope scope : values()) {
            if (roles.stream().anyMatch(scope.roles::contains)) {
                allowed.add(scope);
            }
        }
        return allowed;
    }
}
