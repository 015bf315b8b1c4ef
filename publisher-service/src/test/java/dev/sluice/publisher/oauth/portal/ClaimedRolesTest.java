package dev.sluice.publisher.oauth.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.publisher.web.access.Role;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimedRolesTest {
    @Test
    void withoutAMappingTheValuesAreNamesOfRoles() {
        ClaimedRoles roles = new ClaimedRoles("roles", List.of());

        assertThat(roles.in(claims("{'roles':['creator','Internal/publisher','ADMINS',7]}")))
                .containsExactlyInAnyOrder(Role.CREATOR, Role.PUBLISHER);
        assertThat(roles.in(claims("{'roles':'creator devops'}"))).containsExactlyInAnyOrder(Role.CREATOR, Role.DEVOPS);
    }

    @Test
    void withOneTheyAreWhatItSaysAndNothingElse() {
        ClaimedRoles roles = new ClaimedRoles(
                "realm_access/roles", List.of("urn:x:staff:creator", "urn:x:staff:publisher", "ops:admin"));

        assertThat(roles.in(claims("{'realm_access':{'roles':['urn:x:staff','admin']}}")))
                .containsExactlyInAnyOrder(Role.CREATOR, Role.PUBLISHER);
    }

    @Test
    void aTextWithBlanksIsOneValueIfItMeansSomething() {
        ClaimedRoles roles =
                new ClaimedRoles("roles", List.of("API Developers:creator", "API:admin", "Developers:devops"));

        assertThat(roles.in(claims("{'roles':'API Developers'}"))).containsExactly(Role.CREATOR);
        assertThat(roles.in(claims("{'roles':'Developers API'}"))).containsExactlyInAnyOrder(Role.ADMIN, Role.DEVOPS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{'roles':null}", "{'roles':{}}", "{'roles':1}", "{'roles':[[]]}", "{'realm_access':'x'}"})
    void aClaimOfAnotherShapeGivesNone(String claims) {
        assertThat(new ClaimedRoles("roles", List.of()).in(claims(claims))).isEmpty();
        assertThat(new ClaimedRoles("realm_access/roles", List.of()).in(claims(claims)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"staff", ":admin", "staff:", "staff:king"})
    void aWrongEntryIsNamed(String entry) {
        assertThatThrownBy(() -> new ClaimedRoles("roles", List.of(entry)))
                .hasMessageContaining("sluice.publisher.sign-in.provider.roles")
                .hasMessageContaining('\'' + entry + '\'');
    }

    private static JsonObject claims(String json) {
        return new JsonObject(json.replace('\'', '"'));
    }
}
