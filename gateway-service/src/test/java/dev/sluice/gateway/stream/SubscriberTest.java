package dev.sluice.gateway.stream;

import static dev.sluice.gateway.stream.TestLoop.GENERATION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.stream.TestLoop.Row;
import dev.sluice.model.control.ControlEvent.GoAwayReason;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberTest {
    private static final long[] RINGS = {0, 100, 1000, 1 << 20};
    private static final RecordKind[] KINDS = {
        RecordKind.EVENT, RecordKind.EVENT, RecordKind.EVENT, RecordKind.GAP, RecordKind.END
    };

    /** Whatever the order of batches, of chunks, and of what clients take: each event once, in order, and no gap. */
    @Test
    void eachAcceptedRecordOnceInOrderFromThePlaceOnInAnyInterleaving() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            TestLoop loop = new TestLoop(RINGS[random.nextInt(RINGS.length)]);
            List<Row> rows = new ArrayList<>();
            List<TestOutlet> clients = new ArrayList<>();
            List<Long> from = new ArrayList<>();
            int tailed = 0;
            for (int step = 0; step < 200; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1 ->
                        rows.add(loop.append(RecordKind.EVENT, GENERATION, rows.size() + 1, random.nextInt(3)));
                    case 2 -> {
                        int more = random.nextInt(4);
                        loop.tail(more);
                        tailed = Math.min(rows.size(), tailed + more);
                    }
                    case 3 -> loop.runOne();
                    case 4 -> {
                        if (!clients.isEmpty()) {
                            clients.get(random.nextInt(clients.size())).take();
                        }
                    }
                    default -> {
                        if (tailed > 0 && clients.size() < 6) {
                            int last = random.nextInt(tailed) + 1;
                            boolean resumes = random.nextBoolean();
                            StartPosition asked =
                                    resumes ? TestLoop.after(rows.get(last - 1)) : new StartPosition.Unspecified();
                            clients.add(loop.open(asked, random.nextBoolean()));
                            from.add(resumes ? (long) last : tailed);
                        }
                    }
                }
            }
            loop.tailAll();
            boolean more = true;
            while (more) {
                clients.forEach(TestOutlet::take);
                more = loop.runOne() || clients.stream().anyMatch(client -> !client.isReady());
            }
            for (int i = 0; i < clients.size(); i++) {
                List<String> expected = LongStream.rangeClosed(from.get(i) + 1, rows.size())
                        .mapToObj(sequence -> "e" + sequence)
                        .toList();
                assertThat(clients.get(i).data())
                        .as("seed " + seed + " client " + i)
                        .isEqualTo(expected);
                assertThat(clients.get(i).live + clients.get(i).replayed)
                        .as("counted as delivered, seed " + seed)
                        .isEqualTo(expected.size());
                assertThat(clients.get(i).control("sluice.gap"))
                        .as("seed " + seed)
                        .isEmpty();
                assertThat(clients.get(i).control("sluice.live"))
                        .as("seed " + seed)
                        .hasSize(1);
            }
            loop.feed.release();
        }
    }

    @Test
    void theBackendsEventsCountAsDeliveredAndWhatIsOursDoesNot() {
        for (long ring : RINGS) {
            TestLoop loop = new TestLoop(ring);
            Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
            loop.append(RecordKind.GAP, GENERATION, 2, 0);
            loop.append(RecordKind.EVENT, GENERATION, 3, 0);
            loop.append(RecordKind.END, GENERATION, 4, 0);
            loop.tailAll();

            TestOutlet client = loop.open(TestLoop.after(first), false);
            loop.runAll();

            assertThat(client.data()).containsExactly("e3");
            assertThat(client.control("sluice.gap")).hasSize(1);
            assertThat(client.control("sluice.end")).hasSize(1);
            assertThat(client.replayed).isEqualTo(1);
            assertThat(client.live).isZero();
            String block = client.taken.stream()
                    .filter(text -> text.contains("data: e3"))
                    .findFirst()
                    .orElseThrow();
            assertThat(client.deliveredBytes).isEqualTo(block.length());
            loop.feed.release();
        }
    }

    @Test
    void beforeTheHeadAGapIsFoundThatCannotBeToldLater() {
        for (long ring : RINGS) {
            TestLoop loop = new TestLoop(ring);
            Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
            loop.append(RecordKind.GAP, GENERATION, 2, 3);
            Row third = loop.append(RecordKind.EVENT, GENERATION, 3, 3);
            loop.append(RecordKind.EVENT, GENERATION, 9, 3);
            loop.tailAll();

            TestOutlet client = loop.openProbed(TestLoop.after(first));
            TestOutlet exact = loop.openProbed(TestLoop.after(new Row(RecordKind.GAP, GENERATION, 2, third.offset())));
            loop.runAll();

            assertThat(loop.probed.getFirst().result()).isEqualTo(ResumeResult.GAP);
            assertThat(loop.probed.getLast().result()).isIn(ResumeResult.EXACT, ResumeResult.REPLAY);
            assertThat(client.taken).noneMatch(text -> text.contains("sluice."));
            assertThat(client.data()).startsWith("e3");
            assertThat(exact.data()).startsWith("e3");
            assertThat(client.ended).isEqualTo(CloseReason.GAP);
            loop.feed.release();
        }
    }

    @Test
    void aClientThatTakesNothingIsSentNoMoreThanOneTurnOfIt() {
        TestLoop loop = new TestLoop(1 << 20);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        TestOutlet client = loop.open(new StartPosition.Unspecified(), true);
        for (int i = 2; i <= 100; i++) {
            loop.append(RecordKind.EVENT, GENERATION, i, 0);
            loop.tailAll();
            loop.runAll();
        }
        assertThat(client.mostUnsent).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void aHoleOnAnOpenStreamIsTold(long ring) {
        TestLoop loop = new TestLoop(ring);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        TestOutlet client = loop.open(new StartPosition.Unspecified(), false);

        Row after = loop.append(RecordKind.EVENT, GENERATION, 5, 0);
        loop.tailAll();

        assertThat(client.control("sluice.gap"))
                .singleElement()
                .asString()
                .contains("relay-outage", "\"missed\":3", "id: " + new EventId(GENERATION, 4, after.offset()));
        assertThat(client.data()).containsExactly("e5");
    }

    @Test
    void anEndClosesTheStreamAfterIt() {
        TestLoop loop = new TestLoop(0);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        TestOutlet client = loop.open(new StartPosition.Unspecified(), false);
        loop.append(RecordKind.END, GENERATION, 2, 0);
        loop.append(RecordKind.EVENT, GENERATION, 3, 0);
        loop.tailAll();
        assertThat(client.ended).isEqualTo(CloseReason.ENDED);
        assertThat(client.control("sluice.end")).hasSize(1);
        assertThat(client.data()).isEmpty();
        assertThat(loop.counters.open(StreamProtocol.HTTP1)).isZero();
    }

    @Test
    void withoutControlEventsThereAreBlocksWithDataAloneAndAGapClosesTheStream() {
        TestLoop loop = new TestLoop(1 << 20);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        TestOutlet client = loop.open(loop.plan(new StartPosition.Unspecified()), false, false);
        assertThat(client.taken).isEmpty();

        loop.append(RecordKind.EVENT, GENERATION, 2, 0);
        loop.append(RecordKind.EVENT, GENERATION, 3, 0);
        loop.append(RecordKind.EVENT, GENERATION, 9, 0);
        loop.tailAll();

        assertThat(String.join("", client.taken))
                .isEqualTo("retry: 3000\nid: aaaaaaaaaa.2.1\nevent: type-2\ndata: e2\n\n"
                        + "id: aaaaaaaaaa.3.2\ndata: e3\n\n");
        assertThat(client.ended).isEqualTo(CloseReason.GAP);
    }

    @Test
    void aClientWithoutControlEventsAndWithoutAnIdIsLedOverWhatItCannotComeBackTo() {
        TestLoop loop = new TestLoop(1 << 20);
        loop.append(RecordKind.GAP, GENERATION, 4, 0);
        loop.append(RecordKind.END, GENERATION, 5, 0);
        loop.tailAll();
        TestOutlet all = loop.open(loop.plan(new StartPosition.Earliest()), false, false);
        TestOutlet fresh = loop.open(loop.plan(new StartPosition.Unspecified()), false, false);
        loop.runAll();

        loop.append(RecordKind.GAP, GENERATION, 6, 0);
        loop.append(RecordKind.EVENT, GENERATION, 9, 0);
        loop.append(RecordKind.GAP, GENERATION, 10, 0);
        loop.append(RecordKind.EVENT, GENERATION, 11, 0);
        loop.tailAll();

        for (TestOutlet client : List.of(all, fresh)) {
            assertThat(String.join("", client.taken)).isEqualTo("retry: 3000\nid: aaaaaaaaaa.9.3\ndata: e9\n\n");
            assertThat(client.ended).isEqualTo(CloseReason.GAP);
        }
    }

    @Test
    void aClientWithoutControlEventsIsSentAwayWithoutAWord() {
        TestLoop loop = new TestLoop(1 << 20);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        TestOutlet told = loop.open(loop.plan(new StartPosition.Unspecified()), false, true);
        TestOutlet silent = loop.open(loop.plan(new StartPosition.Unspecified()), false, false);

        for (TestOutlet client : List.of(told, silent)) {
            requireNonNull(client.subscriber).sendAway(GoAwayReason.DRAIN, 1234, CloseReason.DRAIN);
        }

        assertThat(told.taken).contains("retry: 1234\n");
        assertThat(told.control("sluice.goaway")).singleElement().asString().contains("1234");
        assertThat(silent.taken).isEmpty();
        assertThat(silent.ended).isEqualTo(CloseReason.DRAIN);
    }

    /** It has the ids of events alone, so it comes back from before the gap or the end that has closed its stream. */
    @Test
    void aClientWithoutControlEventsGetsPastEveryGapAndEnd() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            TestLoop loop = new TestLoop(RINGS[random.nextInt(RINGS.length)]);
            List<String> sent = new ArrayList<>();
            Row last = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
            for (int sequence = 2; sequence < 30; sequence++) {
                RecordKind kind = KINDS[random.nextInt(KINDS.length)];
                loop.append(kind, GENERATION, sequence, random.nextInt(2));
                if (kind == RecordKind.EVENT) {
                    sent.add("e" + sequence);
                }
            }
            loop.tailAll();

            List<String> received = new ArrayList<>();
            for (int connects = 0; ; connects++) {
                TestOutlet client = loop.openProbed(TestLoop.after(last));
                received.addAll(client.data());
                if (client.ended == null) {
                    break;
                }
                assertThat(client.data())
                        .as("seed %s, connect %s", seed, connects)
                        .isNotEmpty();
                long sequence = Long.parseLong(received.getLast().substring(1));
                last = new Row(RecordKind.EVENT, GENERATION, sequence, 0);
            }

            assertThat(received).as("seed %s", seed).isEqualTo(sent);
            loop.feed.release();
        }
    }

    @Test
    void afterTheLastEventThereIsNoneThoughGapsAndTheEndFollow() {
        for (long ring : RINGS) {
            TestLoop loop = new TestLoop(ring);
            Row event = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
            loop.append(RecordKind.END, GENERATION, 2, 0);
            loop.tailAll();

            assertThat(loop.probe(TestLoop.after(event))).isInstanceOf(GapProbe.Finding.NoEvent.class);

            loop.append(RecordKind.EVENT, GENERATION, 3, 0);
            loop.tailAll();
            assertThat(loop.probe(TestLoop.after(event)))
                    .isInstanceOfSatisfying(GapProbe.Finding.Event.class, found -> {
                        assertThat(found.plan().isResume()).isTrue();
                        assertThat(found.plan().sequence()).isEqualTo(2);
                    });
            loop.feed.release();
        }
    }

    @Test
    void retentionThatPassesAWaitingClientIsTold() {
        TestLoop loop = new TestLoop(0);
        Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        for (int i = 2; i <= 10; i++) {
            loop.append(RecordKind.EVENT, GENERATION, i, 0);
        }
        loop.tailAll();
        loop.cutBefore(first.offset() + 6);

        TestOutlet client = loop.open(TestLoop.after(first), false);
        loop.runAll();

        assertThat(client.control("sluice.gap")).singleElement().asString().contains("retention", "\"missed\":5");
        assertThat(client.data()).containsExactly("e7", "e8", "e9", "e10");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void anErrorOfOneStreamClosesThatOneAloneAndIsCounted(long ring) {
        TestLoop loop = new TestLoop(ring);
        Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        TestOutlet broken = loop.open(new StartPosition.Unspecified(), false);
        TestOutlet other = loop.open(new StartPosition.Unspecified(), false);
        broken.broken = true;

        loop.append(RecordKind.EVENT, GENERATION, 2, 0);
        loop.tailAll();
        TestOutlet replaying = loop.open(TestLoop.after(first), false);
        loop.runAll();

        assertThat(broken.ended).isEqualTo(CloseReason.ERROR);
        assertThat(loop.counters.closed(CloseReason.ERROR)).isEqualTo(1);
        assertThat(other.data()).hasSize(1);
        assertThat(replaying.data()).hasSize(1);
    }
}
