package dev.sluice.publisher.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of webhooks, and signatures by the specification Standard Webhooks. */
class WebhookSecretTest {
    /** The example of the specification's own libraries. */
    @Test
    void aMessageIsSignedAsTheSpecificationsExample() {
        WebhookSecret secret =
                WebhookSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

        String signature = secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), "{\"test\": 2432232314}");

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aSecretIsReadAsItWasShownAndNeverShownByAccident() {
        WebhookSecret secret = WebhookSecret.random();

        assertThat(WebhookSecret.of(secret.reveal()).orElseThrow().bytes()).isEqualTo(secret.bytes());
        assertThat(secret.bytes())
                .hasSize(32)
                .isNotEqualTo(WebhookSecret.random().bytes());
        assertThat(secret).hasToString("WebhookSecret[***]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_not base64 at all, is it?",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_"
                        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoSecretIsRefused(String text) {
        assertThat(WebhookSecret.of(text)).isEmpty();
    }
}
