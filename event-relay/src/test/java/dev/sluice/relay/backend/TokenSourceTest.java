package dev.sluice.relay.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.outbound.Credential;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenSourceTest {
    private final List<Promise<BackendToken>> asked = new ArrayList<>();
    private long now = Duration.ofHours(1).toNanos();
    private final TokenSource source = new TokenSource(this::ask, () -> now);

    @Test
    void howeverManyAskOneRequestIsUnderWay() {
        // When
        Future<Credential> first = source.next();
        Future<Credential> second = source.next();
        give("a", 60);

        // Then
        assertThat(asked).hasSize(1);
        assertThat(first.result().value()).isEqualTo("Bearer a");
        assertThat(second.result()).isSameAs(first.result());
    }

    @Test
    void aTokenIsUsedUntilALittleBeforeItsEnd() {
        // Given
        source.next();
        give("a", 60);

        // When
        pass(Duration.ofSeconds(53));
        Future<Credential> inTime = source.next();
        pass(Duration.ofSeconds(2));
        Future<Credential> late = source.next();
        give("b", 3600);
        pass(Duration.ofSeconds(3569));
        Future<Credential> ofLongLife = source.next();
        pass(Duration.ofSeconds(2));
        source.next();

        // Then
        assertThat(inTime.result().value()).isEqualTo("Bearer a");
        assertThat(late.result().value()).isEqualTo("Bearer b");
        assertThat(ofLongLife.result()).isSameAs(late.result());
        assertThat(asked).hasSize(3);
    }

    @Test
    void aRefusedTokenIsReplacedOnceForAllWhoHadIt() {
        // Given
        Future<Credential> refused = source.next();
        give("a", 3600);

        // When
        Future<Credential> first = source.insteadOf(refused.result()).orElseThrow();
        Future<Credential> second = source.insteadOf(refused.result()).orElseThrow();
        give("b", 3600);
        Future<Credential> third = source.insteadOf(refused.result()).orElseThrow();

        // Then
        assertThat(asked).hasSize(2);
        assertThat(List.of(first.result(), second.result(), third.result()))
                .allMatch(token -> token.value().equals("Bearer b"));
    }

    @Test
    void aTokenThatIsRefusedAgainIsKeptForAWhile() {
        // Given
        Future<Credential> replaced = source.insteadOf(given("a")).orElseThrow();
        give("b", 3600);
        Credential second = replaced.result();

        // When
        boolean isReplacedAtOnce = source.insteadOf(second).isPresent();
        pass(Duration.ofSeconds(31));
        boolean isReplacedLater = source.insteadOf(second).isPresent();

        // Then
        assertThat(isReplacedAtOnce).isFalse();
        assertThat(isReplacedLater).isTrue();
        assertThat(asked).hasSize(3);
    }

    @Test
    void anEndpointThatFailsIsLeftAloneLongerEachTime() {
        // When
        Future<Credential> first = source.next();
        fail("away");
        Future<Credential> heardOf = source.next();
        pass(Duration.ofMillis(1_100));
        source.next();
        fail("still away");
        pass(Duration.ofMillis(1_100));
        Future<Credential> heardOfAgain = source.next();
        pass(Duration.ofSeconds(1));
        source.next();

        // Then
        assertThat(first.cause()).hasMessage("away");
        assertThat(heardOf.cause()).hasMessage("away");
        assertThat(heardOfAgain.cause()).hasMessage("still away");
        assertThat(asked).hasSize(3);
    }

    private Credential given(String token) {
        Future<Credential> given = source.next();
        give(token, 3600);
        return given.result();
    }

    private Future<BackendToken> ask() {
        Promise<BackendToken> promise = Promise.promise();
        asked.add(promise);
        return promise.future();
    }

    private void give(String token, long seconds) {
        asked.getLast().complete(new BackendToken(Credential.bearer(token), Duration.ofSeconds(seconds)));
    }

    private void fail(String reason) {
        asked.getLast().fail(new SignInException(false, reason));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
