package dev.sluice.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sluice.model.event.HostileScenario.Hazard;
import dev.sluice.model.event.Readers.Read;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The rule against all that owners can do to a feed: every way through short days of two and three owners, and chance
 * for long ones. Each claim holds for all starting offsets. {@code -Dtest.seed} repeats a run,
 * {@code -Dtest.deeper=2} makes all short days two steps longer.
 */
class AcceptanceTest {
    private static final long SEED =
            Long.getLong("test.seed", RandomGenerator.getDefault().nextLong());

    private static final int DEEPER = Integer.getInteger("test.deeper", 0);

    private static final List<HostileScenario> EVERY_WAY = List.of(
            everyWay(1, 1, 8, EnumSet.of(Hazard.LOST_SENDS, Hazard.NEW_GENERATIONS)),
            everyWay(1, 1, 8, EnumSet.of(Hazard.LOST_SENDS, Hazard.LATE_SENDS)),
            everyWay(1, 2, 6, EnumSet.of(Hazard.LOST_SENDS, Hazard.ALL_KINDS, Hazard.REPEATS)),
            everyWay(2, 1, 6, EnumSet.of(Hazard.LOST_SENDS)),
            everyWay(2, 1, 6, EnumSet.of(Hazard.LATE_SENDS, Hazard.REPEATS)),
            everyWay(2, 1, 6, EnumSet.of(Hazard.SLOW_CLAIMS, Hazard.LATE_CLAIMS)),
            everyWay(3, 1, 5, EnumSet.of(Hazard.LOST_SENDS, Hazard.RETENTION)),
            new HostileScenario(3, 1, 5, EnumSet.of(Hazard.LATE_SENDS, Hazard.NEW_GENERATIONS)));

    @Test
    void everyEventOfTheBackendIsAcceptedOnceInItsOrder() {
        onHostileLogs(log -> {
            List<Read> accepted = Readers.accepted(new Readers(log).full());

            assertThat(accepted.stream().map(Read::row)).isEqualTo(log.truth());
            assertThat(accepted).allMatch(read -> read.missed() == 0);
        });
    }

    @Test
    void aReaderThatBeginsAtAnyOffsetWithWhatHoldsThereAcceptsWhatTheOthersAccept() {
        onHostileLogs(log -> {
            Readers readers = new Readers(log);
            for (long x = 0; x <= log.end(); x++) {
                FeedCheckpoint here = readers.before(x);
                // The claims of a later checkpoint must not matter to it.
                Acceptance reader = Acceptance.fromCheckpoint(x, readers.claims(), here.positions());

                assertAgree(readers.read(reader, x), readers.fullFrom(x), "from " + x);
            }
        });
    }

    @Test
    void aReaderThatBeginsAtACheckpointOfAnOwnerAcceptsWhatTheOthersAccept() {
        onHostileLogs(log -> {
            Readers readers = new Readers(log);
            for (FeedCheckpoint checkpoint : log.checkpoints()) {
                long x = checkpoint.through();
                Acceptance reader = Acceptance.fromCheckpoint(x, checkpoint.claims(), checkpoint.positions());

                assertAgree(readers.read(reader, x), readers.fullFrom(x), "from checkpoint " + checkpoint);
            }
        });
    }

    @Test
    void aClientThatResumesAtAnEventGetsWhatFollowsItInItsChannel() {
        onHostileLogs(log -> {
            Readers readers = new Readers(log);
            for (Read last : Readers.accepted(readers.full())) {
                String channel = last.row().key();
                EventId id = last.row().id();
                ChannelPosition position = new ChannelPosition(id.generation(), id.sequence());
                Acceptance knows = Acceptance.fromOffset(id.offset(), readers.claims(), Map.of(channel, position));
                Acceptance knowsNothing = Acceptance.fromOffset(id.offset(), readers.claims(), Map.of());
                List<Read> following = Readers.acceptedOf(channel, readers.fullFrom(id.offset() + 1));
                List<Read> andItself = Readers.acceptedOf(channel, readers.fullFrom(id.offset()));

                assertAgree(Readers.acceptedOf(channel, readers.read(knows, id.offset())), following, "after " + id);
                assertAgree(
                        Readers.acceptedOf(channel, readers.read(knowsNothing, id.offset())), andItself, "at " + id);
            }
        });
    }

    @Test
    void aClientThatResumesAtAnyPlaceBetweenEventsGetsWhatFollowsInItsChannel() {
        onHostileLogs(log -> {
            Readers readers = new Readers(log);
            for (long x = 0; x <= log.end(); x++) {
                for (Map.Entry<String, ChannelPosition> place :
                        readers.before(x).positions().entrySet()) {
                    String channel = place.getKey();
                    Acceptance reader = Acceptance.fromOffset(x, readers.claims(), Map.of(channel, place.getValue()));

                    assertAgree(
                            Readers.acceptedOf(channel, readers.read(reader, x)),
                            Readers.acceptedOf(channel, readers.fullFrom(x)),
                            channel + " from " + x);
                }
            }
        });
    }

    /** It may begin with a record that was held back for all others, but it loses nothing after the first it takes. */
    @Test
    void aReaderThatBeginsAnywhereAndKnowsNothingLosesAndDoublesNothingUntold() {
        onHostileLogs(log -> {
            Readers readers = new Readers(log);
            for (long x = 0; x <= log.end(); x++) {
                Map<String, Integer> items = new HashMap<>();
                Acceptance reader = Acceptance.fromOffset(x, readers.claims(), Map.of());
                for (Read read : Readers.accepted(readers.read(reader, x))) {
                    int item = HostileLog.item(read.row());
                    Integer before = items.put(read.row().key(), item);
                    boolean isNext = before == null || item == log.itemAfter(before);
                    if (!isNext && read.verdict() != Verdict.ACCEPTED_RESET) {
                        fail("from %d: item %d follows item %d at %s", x, item, before, read);
                    }
                }
            }
        });
    }

    @Test
    void whatAnOwnerSendsThatIsLeftAloneIsAcceptedByAll() {
        onHostileLogs(log -> {
            Readers readers = new Readers(log);
            long lastClaim = readers.claims().getLast();

            assertThat(readers.fullFrom(lastClaim + 1))
                    .hasSize(log.channels().size())
                    .allMatch(read -> read.verdict().isAccepted() || read.verdict() == Verdict.MARKED);
        });
    }

    @Test
    void longLogsHoldEveryHazard() {
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        boolean isCut = false;
        for (int i = 0; i < 200; i++) {
            HostileLog log = HostileLog.seeded(HostileScenario.allHazards(200), SEED + i);
            new Readers(log).full().forEach(read -> verdicts.add(read.verdict()));
            isCut |= log.start() > 0;
        }

        assertThat(verdicts).isEqualTo(EnumSet.complementOf(EnumSet.of(Verdict.ACCEPTED_HOLE)));
        assertThat(isCut).isTrue();
    }

    @Test
    void theFirstRecordOfATenureCountsEvenIfOthersAreMissingAndThatIsTold() {
        // Given: this reader knows less than the owner
        Acceptance reader = Acceptance.fromCheckpoint(0, List.of(), Map.of("c", new ChannelPosition("g1", 4)));
        reader.read(FeedRecord.claim(0, 0, new byte[0]));

        // When, Then
        assertThat(reader.read(event(1, "g1", 8, false))).isEqualTo(Verdict.HELD_BACK);
        assertThat(reader.read(event(2, "g1", 7, true))).isEqualTo(Verdict.ACCEPTED_HOLE);
        assertThat(reader.missed()).isEqualTo(2);
        assertThat(reader.read(event(3, "g1", 8, false))).isEqualTo(Verdict.ACCEPTED);
        assertThat(reader.missed()).isZero();
        assertThat(reader.read(event(4, "g2", 3, false))).isEqualTo(Verdict.HELD_BACK);
        assertThat(reader.read(event(5, "g2", 3, true))).isEqualTo(Verdict.ACCEPTED_RESET);
        assertThat(reader.missed()).isEqualTo(2);
    }

    @Test
    void recordsBeforeTheFirstClaimThatIsKnownAreIgnored() {
        Acceptance reader = Acceptance.fromOffset(3, List.of(7L), Map.of());

        assertThat(reader.read(event(3, "g1", 1, true))).isEqualTo(Verdict.STALE);
        assertThat(reader.epoch()).isEqualTo(Acceptance.NO_EPOCH);
    }

    private static FeedRecord event(long offset, String generation, long sequence, boolean isFirst) {
        return new FeedRecord(
                offset, 0, RecordKind.EVENT, "c", 0, generation, sequence, isFirst, null, null, new byte[0]);
    }

    private static HostileScenario everyWay(int owners, int channels, int steps, Set<Hazard> hazards) {
        return new HostileScenario(owners, channels, steps + DEEPER, hazards);
    }

    private static void onHostileLogs(Consumer<HostileLog> check) {
        for (HostileScenario scenario : EVERY_WAY) {
            Choices.Every every = new Choices.Every();
            do {
                onLog(scenario, "one of all ways", HostileLog.of(scenario, every), check);
            } while (every.next());
        }
        for (int i = 0; i < 600; i++) {
            HostileScenario scenario = HostileScenario.allHazards(i % 3 == 0 ? 200 : 40);
            onLog(scenario, "seed " + (SEED + i), HostileLog.seeded(scenario, SEED + i), check);
        }
    }

    private static void onLog(HostileScenario scenario, String which, HostileLog log, Consumer<HostileLog> check) {
        try {
            check.accept(log);
        } catch (AssertionError problem) {
            throw new AssertionError(scenario + ", " + which + "\n" + log.story(), problem);
        }
    }

    private static void assertAgree(List<Read> reads, List<Read> others, String which) {
        boolean agree = reads.size() == others.size();
        for (int i = 0; agree && i < reads.size(); i++) {
            agree = reads.get(i).agreesWith(others.get(i));
        }
        if (!agree) {
            assertThat(reads).as(which).isEqualTo(others);
        }
    }
}
