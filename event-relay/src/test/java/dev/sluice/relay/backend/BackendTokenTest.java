package dev.sluice.relay.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendTokenTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'access_token':'t','token_type':'bearer','expires_in':60} | 60",
                "{'access_token':'t','expires_in':'60'} | 60",
                "{'access_token':'t','expires_in':0} | 0",
                "{'access_token':'t','token_type':'Bearer'} | 3600",
                "{'access_token':'t','expires_in':-1} | 3600",
                "{'access_token':'t','expires_in':'soon'} | 3600",
                "{'access_token':'t','expires_in':99999999999} | 3600"
            })
    void aTokenHasTheLifeThatItsEndpointSays(String answer, long seconds) throws Exception {
        BackendToken token = BackendToken.read(body(answer));

        assertThat(token.credential().name()).isEqualTo("Authorization");
        assertThat(token.credential().value()).isEqualTo("Bearer t");
        assertThat(token.lifetime()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{'access_token':7}",
                "{'access_token':''}",
                "{'access_token':'secret\\r\\nX: y'}",
                "{'access_token':'secret','token_type':'mac'}"
            })
    void whatIsNoTokenIsRefusedAndNotShown(String answer) {
        assertThatThrownBy(() -> BackendToken.read(body(answer)))
                .isInstanceOfSatisfying(
                        SignInException.class,
                        refused -> assertThat(refused.isRefusal()).isTrue())
                .hasMessageContaining("token endpoint")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aTokenIsNeverPrinted() throws Exception {
        assertThat(BackendToken.read(body("{'access_token':'secret'}")).toString())
                .doesNotContain("secret");
    }

    private static Buffer body(String text) {
        return Buffer.buffer(text.replace('\'', '"'));
    }
}
