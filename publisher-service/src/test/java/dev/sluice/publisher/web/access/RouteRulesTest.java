package dev.sluice.publisher.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteRulesTest {
    private final List<Route> routes = Route.all();

    @Test
    void everyRouteHasExactlyOneRule() {
        assertThat(routes).hasSizeGreaterThan(20);
        assertThat(routes)
                .filteredOn(route -> AccessRule.of(route.method()).isEmpty())
                .as("routes without a rule of dev.sluice.publisher.access, or with several")
                .isEmpty();
    }

    @Test
    void onlyTheTokenServiceAndThePortalsSessionSignInByThemselves() {
        assertThat(routes)
                .filteredOn(route -> AccessRule.of(route.method()).orElse(null) instanceof AccessRule.Own)
                .extracting(Route::toString)
                .containsExactlyInAnyOrder(
                        "POST /oauth2/token",
                        "POST /oauth2/revoke",
                        "POST /oauth2/introspect",
                        "GET /oauth2/jwks",
                        "GET /.well-known/openid-configuration",
                        "GET /oauth2/token/.well-known/openid-configuration",
                        "GET /portal/session",
                        "POST /portal/sign-out",
                        "GET /portal/settings");
    }

    @Test
    void onlyTheCatalogueIsOpenToVisitors() {
        assertThat(routes)
                .filteredOn(route -> AccessRule.of(route.method()).orElse(null) instanceof AccessRule.Open)
                .isNotEmpty()
                .extracting(Route::toString)
                .allMatch(
                        route -> route.matches(
                                "GET /api/am/devportal/v3/(apis(/.*)?|tags|throttling-policies/\\{policyLevel}(/\\{policyId})?)"));
    }

    @Test
    void aRouteWithTwoRulesHasNone() {
        assertThat(Arrays.stream(Contradiction.class.getDeclaredMethods())
                        .map(AccessRule::of)
                        .toList())
                .isNotEmpty()
                .allMatch(java.util.Optional::isEmpty);
    }

    @Test
    void anAdminMayDoEverythingAndAnObserverOnlyRead() {
        assertThat(Scope.allowedTo(Set.of(Role.ADMIN))).containsExactlyInAnyOrder(Scope.values());
        assertThat(Scope.allowedTo(Set.of(Role.OBSERVER)))
                .extracting(Scope::text)
                .containsExactlyInAnyOrder(
                        "apim:api_view",
                        "apim:api_list_view",
                        "apim:api_definition_view",
                        "apim:comment_view",
                        "apim:subscription_view",
                        "apim:tier_view",
                        "apim:publisher_settings");
        assertThat(Scope.allowedTo(Set.of(Role.CREATOR)))
                .contains(Scope.API_CREATE, Scope.API_DELETE)
                .doesNotContain(Scope.API_PUBLISH, Scope.API_MANAGE, Scope.SUBSCRIBE, Scope.ADMIN);
        assertThat(Scope.allowedTo(Set.of(Role.PUBLISHER)))
                .contains(Scope.API_PUBLISH)
                .doesNotContain(Scope.API_CREATE, Scope.API_MANAGE, Scope.SUBSCRIBE, Scope.ADMIN);
        assertThat(Scope.allowedTo(Set.of())).isEmpty();
    }

    /** For a test. */
    private static final class Contradiction {
        @AnyUser
        @RequiresScope(Scope.ADMIN)
        @SuppressWarnings("unused")
        void route() {}
    }
}
