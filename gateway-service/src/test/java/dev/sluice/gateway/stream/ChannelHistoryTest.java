package dev.sluice.gateway.stream;

import static dev.sluice.gateway.stream.ChannelHistory.Happening.CUT;
import static dev.sluice.gateway.stream.ChannelHistory.Happening.CUT_BEYOND_TAIL;
import static dev.sluice.gateway.stream.ChannelHistory.Happening.EVENT;
import static dev.sluice.gateway.stream.ChannelHistory.Happening.HOLE;
import static dev.sluice.gateway.stream.ChannelHistory.Happening.NEW_GENERATION;
import static dev.sluice.gateway.stream.ChannelHistory.Happening.OPEN;
import static dev.sluice.gateway.stream.ChannelHistory.Happening.OPEN_SILENT;
import static dev.sluice.gateway.stream.ChannelHistory.Happening.REPLACE;
import static dev.sluice.gateway.stream.ChannelHistory.Happening.RUN;
import static dev.sluice.gateway.stream.ChannelHistory.Happening.TAIL;
import static dev.sluice.gateway.stream.ChannelHistory.Happening.TAKE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.stream.ChannelHistory.Happening;
import dev.sluice.gateway.stream.ChannelHistory.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever happens to a channel: generations, holes, recorded gaps and ends, what the ring and the log let go, another
 * topic, clients that take what they are sent now, later or never. Each client is judged by what it was sent alone.
 */
class ChannelHistoryTest {
    // What a client asks for: the first number of an OPEN.
    private static final int LATEST = 1;
    private static final int EARLIEST = 2;
    private static final int LAST = 3;
    private static final int MALFORMED = 4;
    private static final int SINCE = 5;

    @Property(tries = 3_000)
    void everyClientIsSentEachRecordFromItsPlaceOnOnceInOrderOrIsToldWhatIsMissing(
            @ForAll("histories") List<Step> steps, @ForAll("rings") long ringBytes) {
        judge(ringBytes, steps);
    }

    @Example
    void aCountOfEventsReachesNoOlderGeneration() {
        judge(0, List.of(event(), step(NEW_GENERATION, 0, 0), event(), step(TAIL, 2, 0), step(OPEN, LAST, 1)));
    }

    @Example
    void noneOfAnotherLogIsLeftOutByACountOfTheFirst() {
        judge(0, List.of(event(), step(TAIL, 1, 0), step(OPEN, LAST, 1), step(REPLACE, 0, 0), event(), event()));
    }

    @Example
    void aLostIdIsToldThoughTheTailLosesTheFeedBefore() {
        judge(0, List.of(event(), step(TAIL, 1, 0), step(OPEN, MALFORMED, 0), step(CUT_BEYOND_TAIL, 0, 0)));
    }

    @Example
    void aStreamFromNowOnIsLiveBeforeAnythingElseIsToldThoughItReadsTheLogFirst() {
        judge(0, List.of(event(), step(HOLE, 0, 0), event(), event(), step(TAIL, 3, 0), step(OPEN, LATEST, 2)));
    }

    @Example
    void whoHasPassedOverEventsFromBeforeATimeIsNotTakenBackToThem() {
        judge(
                200,
                List.of(
                        event(),
                        step(NEW_GENERATION, 0, 0),
                        event(),
                        event(),
                        event(),
                        event(),
                        event(),
                        event(),
                        event(),
                        step(TAIL, 2, 0),
                        step(OPEN, SINCE, 8)));
    }

    @Example
    void whoHasReadTheLogFartherThanTheTailIsNotTakenBackWhenTheRingLetsGo() {
        judge(
                0,
                List.of(
                        event(),
                        event(),
                        event(),
                        step(TAIL, 1, 0),
                        step(OPEN, EARLIEST, 1),
                        step(RUN, 0, 0),
                        step(TAKE, 0, 0),
                        step(TAIL, 1, 0),
                        step(TAKE, 0, 0)));
    }

    @Example
    void theNewestOfEachTypeAreThoseAfterTheClientsPlaceThoughTheRingHoldsOlderOnes() {
        judge(
                200,
                List.of(
                        event(),
                        event(),
                        event(),
                        event(),
                        step(NEW_GENERATION, 0, 0),
                        event(),
                        step(HOLE, 2, 0),
                        event(),
                        step(CUT_BEYOND_TAIL, 0, 0),
                        step(RUN, 0, 0),
                        step(NEW_GENERATION, 0, 0),
                        step(HOLE, 0, 0),
                        step(OPEN, EARLIEST, 2),
                        step(RUN, 0, 0),
                        step(TAKE, 0, 0)));
    }

    @Example
    void withoutControlEventsAStreamEndsWhenAllThatItMissesIsGone() {
        judge(
                0,
                List.of(
                        event(),
                        event(),
                        event(),
                        step(TAIL, 2, 0),
                        step(OPEN_SILENT, 1, 0),
                        step(RUN, 0, 0),
                        step(CUT, 2, 0)));
    }

    private static void judge(long ringBytes, List<Step> steps) {
        // Given
        ChannelHistory history = new ChannelHistory(ringBytes);

        // When
        steps.forEach(history::happen);
        history.finish();

        // Then
        for (ObviousReader client : history.clients) {
            client.judge(history.lost());
        }
        for (SilentReader client : history.silent) {
            client.judge(history.lost());
        }
        history.loop.feed.release();
        assertThat(history.loop.feed.ringBytes()).isZero();
    }

    private static Step event() {
        return step(EVENT, 0, 0);
    }

    private static Step step(Happening happening, int one, int other) {
        return new Step(happening, one, other);
    }

    @Provide
    Arbitrary<Long> rings() {
        return Arbitraries.of(0L, 60L, 200L, 1000L, 1L << 20);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Happening> happenings = Arbitraries.frequency(
                Tuple.of(40, EVENT),
                Tuple.of(3, HOLE),
                Tuple.of(3, Happening.RECORDED_GAP),
                Tuple.of(1, Happening.END),
                Tuple.of(2, NEW_GENERATION),
                Tuple.of(25, TAIL),
                Tuple.of(25, RUN),
                Tuple.of(15, TAKE),
                Tuple.of(10, OPEN),
                Tuple.of(5, OPEN_SILENT),
                Tuple.of(4, Happening.EVICT),
                Tuple.of(2, CUT),
                Tuple.of(1, CUT_BEYOND_TAIL),
                Tuple.of(1, REPLACE),
                Tuple.of(5, Happening.STATUS));
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 20);
        return Combinators.combine(happenings, numbers, numbers)
                .as(Step::new)
                .list()
                .ofMaxSize(150);
    }
}
