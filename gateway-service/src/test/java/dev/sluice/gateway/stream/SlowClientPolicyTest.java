package dev.sluice.gateway.stream;

import static dev.sluice.gateway.stream.TestLoop.GENERATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlowClientPolicyTest {
    private static final Pattern MISSED = Pattern.compile("\"missed\":(\\d+)");
    private static final Pattern SEQUENCE = Pattern.compile("data: e(\\d+)\n\n$");
    /** Five frames or so. */
    private static final int SMALL_RING = 300;

    @Test
    void aGapTakesTheClientToTheEndAndSaysHowManyItMissed() {
        TestLoop loop = new TestLoop(SMALL_RING);
        TestOutlet client = slow(loop, SlowClient.GAP, true);

        appendAndTail(loop, 3, 40);
        takeAll(loop, client);
        appendAndTail(loop, 41, 41);
        takeAll(loop, client);

        assertThat(client.data()).containsExactly("e2", "e41");
        assertThat(client.control("sluice.gap"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"slow\"", "\"missed\":38", "\"from\":\"" + new EventId(GENERATION, 2, 3))
                .contains("id: " + new EventId(GENERATION, 40, 41));
        assertThat(loop.counters.slow(SlowClient.GAP)).isEqualTo(1);
        loop.feed.release();
    }

    @Test
    void conflationLeavesTheNewestOfEachType() {
        TestLoop loop = new TestLoop(SMALL_RING);
        TestOutlet client = slow(loop, SlowClient.CONFLATE, true);

        appendAndTail(loop, 3, 40);
        takeAll(loop, client);
        appendAndTail(loop, 41, 41);
        takeAll(loop, client);

        assertThat(client.data()).containsExactly("e2", "e38", "e39", "e40", "e41");
        assertThat(client.control("sluice.gap"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"conflated\"", "\"missed\":35")
                .contains("id: " + new EventId(GENERATION, 37, 38));
        loop.feed.release();
    }

    @Test
    void aTypeThatIsRareIsKeptHoweverOldItsNewestIs() {
        TestLoop loop = new TestLoop(20 * 60);
        TestOutlet client = slow(loop, SlowClient.CONFLATE, true);
        appendAndTail(loop, 3, 40);
        loop.append(RecordKind.GAP, GENERATION, 41, 0);
        appendAndTail(loop, 42, 54);

        takeAll(loop, client);

        assertThat(client.data()).endsWith("e52", "e53", "e54");
        assertThat(client.control("sluice.gap")).hasSize(2);
        assertThat(client.control("sluice.gap").getLast()).contains("id: " + new EventId(GENERATION, 41, 41));
        loop.feed.release();
    }

    @Test
    void aClientMayBeSentAwayToResumeWhereItWas() {
        TestLoop loop = new TestLoop(SMALL_RING);
        TestOutlet client = slow(loop, SlowClient.CLOSE, true);

        appendAndTail(loop, 3, 40);
        takeAll(loop, client);

        assertThat(client.data()).containsExactly("e2");
        assertThat(client.ended).isEqualTo(CloseReason.SLOW);
        assertThat(client.control("sluice.goaway"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"slow\"", "\"retryMs\":3000")
                .contains("id: " + new EventId(GENERATION, 2, 3));
        loop.feed.release();
    }

    @ParameterizedTest
    @EnumSource(names = {"GAP", "CONFLATE"})
    void withoutControlEventsWhatCannotBeToldClosesTheStream(SlowClient policy) {
        TestLoop loop = new TestLoop(SMALL_RING);
        TestOutlet client = slow(loop, policy, false);

        appendAndTail(loop, 3, 40);
        takeAll(loop, client);

        assertThat(client.ended).isEqualTo(CloseReason.GAP);
        assertThat(client.data()).endsWith("e2");
        loop.feed.release();
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfAnEndedChannelIsReached(SlowClient policy) {
        TestLoop loop = new TestLoop(SMALL_RING);
        TestOutlet client = slow(loop, policy, true);

        appendAndTail(loop, 3, 40);
        loop.append(RecordKind.END, GENERATION, 41, 0);
        loop.tailAll();
        takeAll(loop, client);

        assertThat(client.data()).hasSize(39).endsWith("e40");
        assertThat(client.ended).isEqualTo(CloseReason.ENDED);
        loop.feed.release();
    }

    /** Whatever the client takes when: it is sent events in their order, and each hole is told by one gap before it. */
    @ParameterizedTest
    @EnumSource(names = {"GAP", "CONFLATE"})
    void nothingIsMissedUntold(SlowClient policy) {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            TestLoop loop = new TestLoop(random.nextInt(1000));
            TestOutlet client = slow(loop, policy, true);
            int last = 2;
            for (int step = 0; step < 100; step++) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        int more = random.nextInt(12);
                        appendAndTail(loop, last + 1, last + more);
                        last += more;
                    }
                    case 2 -> loop.runOne();
                    default -> client.take();
                }
            }
            takeAll(loop, client);
            check(client, policy, last, "seed " + seed);
            loop.feed.release();
        }
    }

    private static void check(TestOutlet client, SlowClient policy, int last, String seed) {
        long at = 1;
        long told = 0;
        boolean counted = true;
        List<Long> received = new ArrayList<>();
        for (String text : client.taken) {
            if (text.contains("event: sluice.gap")) {
                Matcher missed = MISSED.matcher(text);
                boolean known = missed.find();
                long more = known ? Long.parseLong(missed.group(1)) : 0;
                counted &= known;
                told += more;
                at += more;
            } else if (!text.contains("event: sluice.")) {
                Matcher data = SEQUENCE.matcher(text);
                assertThat(data.find()).as(text).isTrue();
                long sequence = Long.parseLong(data.group(1));
                if (policy == SlowClient.GAP || (told == 0 && counted)) {
                    assertThat(sequence).as(seed).isEqualTo(at + 1);
                }
                received.add(sequence);
                at = sequence;
            }
        }
        assertThat(received).as(seed).isSorted().doesNotHaveDuplicates();
        assertThat(policy == SlowClient.CONFLATE || counted).as(seed).isTrue();
        if (counted) {
            assertThat(received.size() + told).as(seed + " received and told").isEqualTo(last - 1);
        }
    }

    /** A client that has begun after the first event and has been written the second, and takes nothing more. */
    private static TestOutlet slow(TestLoop loop, SlowClient policy, boolean controlEvents) {
        loop.append(RecordKind.EVENT, GENERATION, 0, 0);
        TestLoop.Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        TestOutlet client = loop.open(
                loop.plan(TestLoop.after(first)),
                true,
                new StreamTerms(controlEvents, policy, 3000, Heartbeat.COMMENT));
        client.take();
        loop.runAll();
        appendAndTail(loop, 2, 2);
        return client;
    }

    /** The client has become quick. */
    private static void takeAll(TestLoop loop, TestOutlet client) {
        do {
            client.take();
        } while (loop.runOne() || !client.isReady());
    }

    private static void appendAndTail(TestLoop loop, int from, int to) {
        for (int sequence = from; sequence <= to; sequence++) {
            loop.append(RecordKind.EVENT, GENERATION, sequence, 0);
            loop.tailAll();
        }
    }
}
