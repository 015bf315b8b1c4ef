package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.relay.BackendClass;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a backend sends on a connection that was asked to go on from an id. */
class ResumeTest {
    @Test
    void whatAnHonestBackendRepeatsWithoutIdsIsRemoved() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: a|data: 1||data: 2||event: e|data: 3||");

        // When
        bench.reconnect().send("data: 2||event: e|data: 3||data: 4||id: b|data: 5||");

        // Then
        assertThat(bench.log.lines).containsExactly("1#a", "2", "e=3", "4", "5#b");
        assertThat(bench.pull.backendClass()).isEqualTo(BackendClass.A);
        assertThat(bench.log.reconnects).isEqualTo(1);
        assertThat(bench.log.repeated).isEqualTo(2);
    }

    @Test
    void theSameHoldsForARelayThatReadTheLogBack() {
        // Given
        Bench bench = Bench.of(Bench.memoryOf("id: a|data: 1||data: 2||data: 3||"), PullReason.TAKEOVER);

        // When
        bench.backend.open().stream().send("data: 2||data: 3||data: 4||");

        // Then
        assertThat(bench.log.lines).containsExactly("4");
    }

    @Test
    void aBackendThatGoesOnWithoutRepeatingCostsAGap() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: a|data: 1||data: 2||data: 3||");

        // When
        bench.reconnect().send("data: 2||data: 9||id: b|data: 10||");

        // Then
        assertThat(bench.log.lines).containsExactly("1#a", "2", "3", "gap:backend-reset", "9", "10#b");
    }

    @Test
    void moreEventsWithoutAnIdThanAreRememberedCostAGap() {
        // Given
        StringBuilder many = new StringBuilder("id: a|data: first||");
        IntStream.range(0, 300).forEach(i -> many.append("data: ").append(i).append("||"));
        Bench bench = Bench.first();
        bench.backend.open().stream().send(many.toString());

        // When
        bench.reconnect().send(many.substring("id: a|data: first||".length()));

        // Then
        assertThat(bench.log.lines.subList(301, 303)).containsExactly("gap:backend-reset", "255");
    }

    @Test
    void aBackendThatIncludesTheIdItIsAskedForRepeatsItself() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: a|data: 1||data: 2||");

        // When
        bench.reconnect().send("id: a|data: 1||data: 2||id: b|data: 3||");

        // Then
        assertThat(bench.log.lines).containsExactly("1#a", "2", "3#b");
        assertThat(bench.pull.backendClass()).isEqualTo(BackendClass.B);
        assertThat(bench.log.repeated).isEqualTo(2);
    }

    @Test
    void theSameIdWithOtherDataIsAResetAndNothingIsDropped() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: 1|data: old||");

        // When
        bench.reconnect().send("id: 1|data: new||id: 2|data: newer||");

        // Then
        assertThat(bench.log.lines).containsExactly("old#1", "gap:backend-reset", "new#1", "newer#2");
    }

    @Test
    void aBackendThatSendsItsHistoryAgainIsCutToWhatIsNew() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send(counted(1, 5));

        // When
        bench.reconnect().send(counted(3, 7));

        // Then
        assertThat(bench.log.lines).containsExactly("v1#1", "v2#2", "v3#3", "v4#4", "v5#5", "v6#6", "v7#7");
        assertThat(bench.pull.backendClass()).isEqualTo(BackendClass.B);
    }

    @Test
    void aHistoryIsRecognisedAlsoByARelayThatKnowsOnlyTheLastId() {
        // Given
        Bench bench = Bench.of(Bench.memoryOf(counted(1, 50)), PullReason.TAKEOVER);

        // When
        bench.backend.open().stream().send(counted(20, 52));

        // Then
        assertThat(bench.log.lines).containsExactly("v51#51", "v52#52");
    }

    @Test
    void aHistoryOfOpaqueIdsIsRemovedToo() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: x|data: 1||id: y|data: 2||data: 2b||id: z|data: 3||");

        // When
        bench.reconnect().send("id: y|data: 2||data: 2b||id: z|data: 3||id: w|data: 4||");

        // Then
        assertThat(bench.log.lines).containsExactly("1#x", "2#y", "2b", "3#z", "4#w");
    }

    @Test
    void aBackendThatCountsFromOneAgainCostsAGapAndNoEvent() {
        // Given
        Bench bench = Bench.of(Bench.memoryOf(counted(1, 50)), PullReason.TAKEOVER);

        // When
        bench.backend.open().stream().send("id: 1|data: new1||");
        bench.loop.pass(Duration.ofSeconds(4));
        bench.backend.open().send("id: 2|data: new2||");
        assertThat(bench.log.lines).isEmpty();
        bench.loop.pass(Duration.ofSeconds(1));

        // Then
        assertThat(bench.log.lines).containsExactly("gap:backend-reset", "new1#1", "new2#2");
        bench.backend.open().send("id: 3|data: new3||");
        assertThat(bench.log.lines).last().isEqualTo("new3#3");
        assertThat(bench.reconnect().lastEventId()).isEqualTo("3");
    }

    @Test
    void whatIsHeldIsWrittenWhenTheConnectionIsLost() {
        // Given
        Bench bench = Bench.of(Bench.memoryOf(counted(1, 50)), PullReason.TAKEOVER);
        bench.backend.open().stream().send("id: 1|data: new1||");

        // When
        bench.backend.open().fail(false, "reset");

        // Then
        assertThat(bench.log.lines).containsExactly("gap:backend-reset", "new1#1");
    }

    @Test
    void aLongHistoryThatCannotBeHeldIsToldAndWritten() {
        // Given
        Bench bench = Bench.of(Bench.memoryOf(counted(1, 5_000)), PullReason.TAKEOVER);

        // When
        bench.backend.open().stream().send(counted(1, 2_000));

        // Then
        assertThat(bench.log.lines).hasSize(2_001).startsWith("gap:backend-reset", "v1#1");
    }

    @Test
    void anUnknownIdOfABackendThatRepeatsIsHeldUntilItIsUnderstood() {
        // Given
        ChannelMemory memory = Bench.memoryOf("id: x|data: 1||id: y|data: 2||").as(BackendClass.B);
        Bench bench = Bench.of(memory, PullReason.TAKEOVER);

        // When
        bench.backend.open().stream().send("id: x|data: 1||id: y|data: 2||id: z|data: 3||");

        // Then
        assertThat(bench.log.lines).containsExactly("3#z");
    }

    @Test
    void aRepeatThatIsSeenTooLateIsToldAndTheBackendIsKnownThen() {
        // Given
        Bench bench = Bench.of(Bench.memoryOf("id: x|data: 1||id: y|data: 2||"), PullReason.TAKEOVER);

        // When
        bench.backend.open().stream().send("id: x|data: 1||id: y|data: 2||id: z|data: 3||");

        // Then
        assertThat(bench.log.lines).containsExactly("1#x", "gap:backend-reset", "3#z");
        assertThat(bench.pull.backendClass()).isEqualTo(BackendClass.B);
    }

    @Test
    void aJumpOfIdsThatCountIsAGapWithWhatIsMissing() {
        // Given
        Bench bench = Bench.of(Bench.memoryOf(counted(1, 20)), PullReason.TAKEOVER);

        // When
        bench.backend.open().stream().send("id: 25|data: v25||id: 26|data: v26||id: 28|data: v28||");

        // Then
        assertThat(bench.log.lines)
                .containsExactly("gap:backend-reset:4", "v25#25", "v26#26", "gap:backend-reset:1", "v28#28");
    }

    @Test
    void idsThatDoNotCountMayJump() {
        // Given
        Bench bench =
                Bench.of(Bench.memoryOf("id: 1000|data: 1||id: 1007|data: 2||id: 1008|data: 3||"), PullReason.TAKEOVER);

        // When
        bench.backend.open().stream().send("id: 2000|data: 4||");

        // Then
        assertThat(bench.log.lines).containsExactly("4#2000");
    }

    @Test
    void anEventThatABackendSendsTwiceIsWrittenOnceWhereIdsCount() {
        // Given
        Bench bench = Bench.first();

        // When
        bench.backend.open().stream().send(counted(1, 12) + counted(12, 12) + counted(11, 13));

        // Then
        assertThat(bench.log.lines).hasSize(13).doesNotHaveDuplicates();
    }

    @Test
    void aPullRemembersWhatTheLogRemembers() {
        // Given
        Bench bench = Bench.first();

        // When
        bench.backend.open().stream().send("data: 0||" + counted(1, 12) + "data: x||id: 13||data: y||id|data: z||");
        bench.reconnect().send(counted(1, 3) + "data: " + "x".repeat(70_000) + "||data: q||");

        // Then
        ChannelMemory restored = bench.log.restored;
        Bench other = Bench.of(restored, PullReason.TAKEOVER);
        assertThat(other.backend.open().lastEventId()).isEqualTo("3");
        assertThat(restored.sinceOwnId())
                .containsExactly(
                        BlockHash.of(null, "v3".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        BlockHash.OVERSIZE,
                        BlockHash.of(null, "q".getBytes()));
        assertThat(restored.backendClass()).isEqualTo(bench.pull.backendClass());
    }

    private static String counted(int from, int to) {
        StringBuilder events = new StringBuilder();
        for (int id = from; id <= to; id++) {
            events.append("id: ").append(id).append("|data: v").append(id).append("||");
        }
        return events.toString();
    }
}
