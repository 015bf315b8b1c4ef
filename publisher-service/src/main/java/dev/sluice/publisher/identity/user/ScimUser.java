package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.web.access.Role;
import java.util.List;

/** A user as SCIM shows it (RFC 7643 4.1); never its password. */
public record ScimUser(
        List<String> schemas, String id, String userName, boolean active, List<RoleValue> roles, Meta meta) {
    public static final String PATH = "/scim2/Users";

    private static final List<String> SCHEMAS = List.of("urn:ietf:params:scim:schemas:core:2.0:User");

    /** One of the values of {@code roles}. */
    public record RoleValue(String value) {}

    /** RFC 7643 3.1, times RFC 3339. */
    public record Meta(String resourceType, String created, String lastModified, String location) {}

    static ScimUser of(UserEntity user) {
        String id = user.id().toString();
        return new ScimUser(
                SCHEMAS,
                id,
                user.name(),
                user.isActive(),
                user.roles().stream()
                        .sorted()
                        .map(Role::text)
                        .map(RoleValue::new)
                        .toList(),
                new Meta("User", user.createdAt().toString(), user.updatedAt().toString(), PATH + '/' + id));
    }
}
