package dev.sluice.publisher.web.access;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may use a route, as its method's annotation says. */
public sealed interface AccessRule {
    /** {@link RequiresScope}. */
    record OneOf(Set<Scope> scopes) implements AccessRule {
        public OneOf {
            scopes = Set.copyOf(scopes);
        }
    }

    /** {@link AnyUser}. */
    record SignedIn() implements AccessRule {}

    /** {@link AnyVisitor}. */
    record Open() implements AccessRule {}

    /** {@link PasswordOnly}. */
    record ByPassword() implements AccessRule {}

    /** {@link OwnSignIn}. */
    record Own() implements AccessRule {}

    /** The rule of the method of a route; empty when it has none, or more than one: such a route serves no request. */
    static Optional<AccessRule> of(Method route) {
        List<AccessRule> rules = new ArrayList<>();
        RequiresScope scopes = route.getAnnotation(RequiresScope.class);
        if (scopes != null) {
            rules.add(new OneOf(Set.of(scopes.value())));
        }
        if (route.isAnnotationPresent(AnyUser.class)) {
            rules.add(new SignedIn());
        }
        if (route.isAnnotationPresent(AnyVisitor.class)) {
            rules.add(new Open());
        }
        if (route.isAnnotationPresent(PasswordOnly.class)) {
            rules.add(new ByPassword());
        }
        if (route.isAnnotationPresent(OwnSignIn.class)) {
            rules.add(new Own());
        }
        return rules.size() == 1 ? Optional.of(rules.getFirst()) : Optional.empty();
    }
}
