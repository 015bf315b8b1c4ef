package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.web.access.Role;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody has sent as a user; other attributes of SCIM have no effect, as RFC 7644 3.3 has it. */
final class UserRequest {
    private static final int MAX_ROLES = 20;

    private final String userName;
    private final String password;
    private final Set<Role> roles;
    private final boolean active;
    private final List<FieldError> errors;
    private final List<String> ignored;

    private UserRequest(Fields fields) {
        this.userName = fields.required("userName", 64);
        this.password = fields.text("password", "", PasswordRule.MAX_LENGTH);
        this.roles = roles(fields);
        this.active = fields.flag("active", true);
        if (!userName.isBlank() && !UserName.isGood(userName)) {
            fields.wrong("userName", UserName.SHAPE_IN_WORDS);
        }
        if (!password.isEmpty()) {
            PasswordRule.fault(password, userName).ifPresent(fault -> fields.wrong("password", fault));
        }
        fields.skip("schemas");
        fields.skip("id");
        fields.skip("meta");
        this.errors = fields.errors();
        this.ignored = fields.ignored();
    }

    static UserRequest of(Fields fields) {
        return new UserRequest(fields);
    }

    private static Set<Role> roles(Fields fields) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (Fields item : fields.objects("roles", MAX_ROLES)) {
            String name = item.required("value", 64);
            Role.of(name)
                    .ifPresentOrElse(
                            roles::add,
                            () -> item.wrong(
                                    "value",
                                    "must be one of "
                                            + Stream.of(Role.values())
                                                    .map(Role::text)
                                                    .collect(Collectors.joining(", "))));
        }
        return roles;
    }

    /** What is wrong with it, in one sentence; empty = nothing. */
    Optional<String> fault() {
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(errors.stream()
                        .map(error -> error.field() + ": " + error.reason())
                        .collect(Collectors.joining("; ")));
    }

    /** Paths of attributes that mean nothing here. */
    List<String> ignored() {
        return ignored;
    }

    String userName() {
        return userName;
    }

    /** Empty = none was sent. */
    String password() {
        return password;
    }

    Set<Role> roles() {
        return Set.copyOf(roles);
    }

    boolean active() {
        return active;
    }

    @Override
    public String toString() {
        return "UserRequest[" + userName + ']';
    }
}
