package dev.sluice.publisher.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.publisher.web.access.Scope;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantedScopesTest {
    @Test
    void ofATextOurScopesCountAndOtherWordsDoNot() {
        assertThat(GrantedScopes.parse(" apim:api_view  openid apim:subscribe ").scopes())
                .containsExactlyInAnyOrder(Scope.API_VIEW, Scope.SUBSCRIBE);
    }

    @Test
    void noScopeIsWrittenAsDefault() {
        assertThat(GrantedScopes.parse("openid").text()).isEqualTo("default");
        assertThat(GrantedScopes.parse("").text()).isEqualTo("default");
    }

    @Test
    void aScopeThatRolesDoNotAllowAnyMoreIsLeftOut() {
        GrantedScopes granted = GrantedScopes.parse("apim:api_view apim:subscribe");

        assertThat(granted.within(Set.of(Scope.SUBSCRIBE, Scope.ADMIN)).text()).isEqualTo("apim:subscribe");
        assertThat(granted.within(Set.of()).text()).isEqualTo("default");
    }
}
