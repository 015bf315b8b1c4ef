package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.BackendClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which gap a connection begins with. */
class PullGapsTest {
    @Test
    void aTopicWithoutResumeNeverSendsAnIdAndTellsEachGap() {
        // Given
        Bench bench = Bench.of(
                new PullTarget(Bench.URL, false, 1 << 16, BackendSignIn.NONE), ChannelMemory.NOTHING, PullReason.FIRST);
        bench.backend.open().stream().send("id: 1|data: 1||");

        // When
        FakeBackend.Connection next = bench.reconnect();
        next.send("id: 2|data: 2||");

        // Then
        assertThat(next.lastEventId()).isNull();
        assertThat(bench.log.lines).containsExactly("1#1", "gap:backend-reset", "2#2");
    }

    @Test
    void aBackendWithoutIdsCostsAGapAtEachReconnectButNotAtTheFirstConnect() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().fail(false, "refused");
        bench.nextConnection().stream().send("data: 1||");

        // When
        bench.loop.pass(Duration.ofSeconds(7));
        bench.backend.open().fail(false, "reset");
        bench.nextConnection().stream().send("data: 2||");

        // Then
        assertThat(bench.log.lines).containsExactly("1", "gap:backend-reset", "2");
        assertThat(bench.log.gaps.getFirst().since()).isNotNull();
        assertThat(bench.log.gaps.getFirst().until()).isEqualTo(bench.loop.now());
        assertThat(bench.pull.backendClass()).isEqualTo(BackendClass.C);
    }

    @ParameterizedTest
    @CsvSource({"TAKEOVER,relay-outage", "IDLE,idle", "CHANGED,backend-changed"})
    void aPullOfABackendWithoutIdsThatWasPulledBeforeBeginsWithAGap(PullReason why, String reason) {
        // Given
        Bench bench = Bench.of(Bench.memoryOf("data: 1||"), why);
        assertThat(bench.log.lines).isEmpty();

        // When
        bench.backend.open().stream();

        // Then
        assertThat(bench.log.lines).containsExactly("gap:" + reason);
    }

    /** By this a gateway knows which connection it is of. */
    @ParameterizedTest
    @ValueSource(strings = {"TAKEOVER", "IDLE", "CHANGED"})
    void aGapThatAConnectionBeginsWithEndsWhenItsStatusBegins(PullReason why) {
        // Given
        Bench bench = Bench.of(Bench.memoryOf("data: 1||"), why);
        bench.loop.ticks = true;

        // When
        bench.backend.open().stream();

        // Then
        assertThat(bench.log.statuses).last().isEqualTo("live 200");
        assertThat(bench.log.gaps)
                .singleElement()
                .extracting(gap -> Objects.requireNonNull(gap.until()).toEpochMilli())
                .isEqualTo(bench.log.statusAt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAKEOVER", "IDLE"})
    void aPullOfABackendWithIdsGoesOnWithoutAGap(PullReason why) {
        // Given
        Bench bench = Bench.of(Bench.memoryOf("id: 1|data: 1||"), why);

        // When
        bench.backend.open().stream().send("id: 2|data: 2||");

        // Then
        assertThat(bench.backend.open().lastEventId()).isEqualTo("1");
        assertThat(bench.log.lines).containsExactly("2#2");
    }

    @Test
    void aChangedBackendIsAskedWithoutTheOldIdAndTheGapIsToldOnce() {
        // Given
        Bench bench = Bench.of(Bench.memoryOf("id: 1|data: 1||"), PullReason.CHANGED);

        // When
        bench.backend.open().stream().send("id: 5|data: 5||");
        FakeBackend.Connection again = bench.reconnect();
        again.send("id: 6|data: 6||");

        // Then
        assertThat(bench.backend.connections.getFirst().lastEventId()).isNull();
        assertThat(again.lastEventId()).isEqualTo("5");
        assertThat(bench.log.lines).containsExactly("gap:backend-changed", "5#5", "6#6");
    }

    @Test
    void theIdOfTheOldBackendIsForgottenByThoseWhoReadTheLogBack() {
        // Given
        Bench changed = Bench.of(Bench.memoryOf("id: 1|data: 1||"), PullReason.CHANGED);
        changed.backend.open().stream().send("data: of the new one||");

        // When
        Bench next = Bench.of(changed.log.restored, PullReason.TAKEOVER);

        // Then
        assertThat(next.backend.open().lastEventId()).isNull();
    }

    @Test
    void aGapThatIsReadBackAndNotUnderstoodIsAGapAllTheSame() {
        // Given
        ChannelMemory memory = Bench.memoryOf("id: 1|data: 1||");
        byte[] later = "{\"reason\":\"of-a-later-release\"}".getBytes(StandardCharsets.UTF_8);

        // When
        ChannelMemory after =
                memory.after(new FeedRecord(2, 0, RecordKind.GAP, "c", 0, "k7f3q9zd0a", 2, false, null, null, later));

        // Then
        assertThat(after.upstreamId()).isEqualTo("1");
        assertThat(after.sinceOwnId()).endsWith(BlockHash.GAP);
    }
}
