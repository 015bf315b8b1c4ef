package dev.sluice.publisher;

import dev.sluice.publisher.web.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A user that a test has made, and what it may do by REST. */
public record TestUser(String name, String password, String id) {
    public static final String USERS = "/scim2/Users";

    /** A new one with these roles. */
    public static TestUser with(Requests requests, Role... roles) {
        String name = "user-" + UUID.randomUUID().toString().substring(0, 8);
        String password = "secret of " + name;
        String id = requests.asAdmin()
                .body(body(name, password, true, roles))
                .post(USERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new TestUser(name, password, id);
    }

    public static Map<String, Object> body(String name, String password, boolean active, Role... roles) {
        List<Map<String, String>> values =
                Arrays.stream(roles).map(role -> Map.of("value", role.text())).toList();
        return password.isEmpty()
                ? Map.of("userName", name, "active", active, "roles", values)
                : Map.of("userName", name, "password", password, "active", active, "roles", values);
    }
}
