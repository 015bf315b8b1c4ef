package dev.sluice.gateway.stream;

import static dev.sluice.gateway.stream.TestLoop.GENERATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.stream.TestLoop.Row;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is told of the upstream as its stream begins, and from then on. */
class UpstreamStatusTest {
    private static final Pattern ID = Pattern.compile("id: (\\S+)");
    private static final Pattern TYPE = Pattern.compile("event: (\\S+)");
    private static final Pattern UPSTREAM = Pattern.compile("\"upstream\":\"([a-z-]+)\"");

    private final TestLoop loop = new TestLoop(1 << 20);
    private Row first;

    @BeforeEach
    void aChannelWithOneEvent() {
        first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
    }

    @ParameterizedTest
    @EnumSource(
            value = Upstream.class,
            names = {"BACKING_OFF", "REFUSED", "ENDED"})
    void aStreamBeginsWithTheStatusOfAnUpstreamThatIsNotLiveAndIsLiveWhenThatIs(Upstream upstream) {
        TestOutlet live = open(Upstream.LIVE);
        TestOutlet client = open(upstream);
        assertThat(told(client)).containsExactly("status " + upstream.wireName());

        tell(Upstream.LIVE);

        assertThat(told(client)).containsExactly("status " + upstream.wireName(), "live");
        assertThat(ids(client)).containsOnly(ids(live).getFirst());
    }

    @Test
    void anUpstreamThatIsLostAndComesBackIsToldByItsStatus() {
        TestOutlet client = open(Upstream.LIVE);

        tell(Upstream.BACKING_OFF);
        tell(Upstream.LIVE);
        tell(Upstream.CONNECTING);
        tell(Upstream.LIVE);

        assertThat(told(client))
                .containsExactly("live", "status backing-off", "status live", "status connecting", "status live");
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "IDLE"})
    void anUpstreamOnItsWayUpIsNoNewsUntilTheVerdictIsDue(Upstream upstream) {
        TestOutlet quick = openUndecided(upstream);
        tell(Upstream.CONNECTING);
        assertThat(quick.taken).isEmpty();
        tell(Upstream.LIVE);
        quick.subscriber().onVerdictDue();
        assertThat(told(quick)).containsExactly("live");

        TestOutlet slow = openUndecided(upstream);
        slow.subscriber().onVerdictDue();
        assertThat(told(slow)).containsExactly("status " + upstream.wireName());
        tell(Upstream.LIVE);
        assertThat(told(slow)).containsExactly("status " + upstream.wireName(), "live");
    }

    @Test
    void anUpstreamThatFailsOnItsFirstWayUpIsTold() {
        TestOutlet client = openUndecided(Upstream.CONNECTING);

        tell(Upstream.BACKING_OFF);
        tell(Upstream.CONNECTING);

        assertThat(told(client)).containsExactly("status backing-off", "status connecting");
    }

    @Test
    void anEventThatIsReadBeforeTheStatusComesAfterTheLiveEvent() {
        TestOutlet client = open(Upstream.BACKING_OFF);

        loop.append(RecordKind.EVENT, GENERATION, 2, 0);
        loop.tailAll();
        tell(Upstream.LIVE);

        assertThat(told(client)).containsExactly("status backing-off", "live", "e2");
    }

    @Test
    void aRecordedGapThatIsNotShownDoesNotMakeAStreamLive() {
        TestOutlet client = open(Upstream.BACKING_OFF);

        loop.appendGap(GapReason.IDLE, 2, 1000);
        loop.tailAll();
        assertThat(told(client)).containsExactly("status backing-off");

        loop.appendGap(GapReason.OVERSIZE, 3, 1000);
        loop.tailAll();
        assertThat(told(client)).containsExactly("status backing-off", "live", "gap");
    }

    @Test
    void aStreamThatEndsBeforeItIsLiveIsNotToldThatItIs() {
        TestOutlet client = open(Upstream.BACKING_OFF);

        loop.append(RecordKind.END, GENERATION, 2, 0);
        loop.tailAll();

        assertThat(told(client)).containsExactly("status backing-off", "end");
    }

    @Test
    void withoutAnyRelayNothingIsToldUntilThereIsOneOrAnEvent() {
        loop.knowsUpstream = false;
        TestOutlet told = loop.open(new StartPosition.Unspecified(), false);
        assertThat(told.taken).isEmpty();
        tell(Upstream.CONNECTING);
        tell(Upstream.LIVE);
        assertThat(told(told)).containsExactly("status connecting", "live");

        TestOutlet sent = loop.open(new StartPosition.Unspecified(), false);
        loop.append(RecordKind.EVENT, GENERATION, 2, 0);
        loop.tailAll();
        assertThat(told(sent)).containsExactly("live", "e2");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20})
    void aClientThatIsDroppedBetweenTheStatusAndLiveResumesExactly(long ring) {
        TestLoop own = new TestLoop(ring);
        own.append(RecordKind.EVENT, GENERATION, 1, 0);
        own.tailAll();
        own.state = TestLoop.state(Upstream.BACKING_OFF);
        TestOutlet dropped = own.open(new StartPosition.Unspecified(), false);
        EventId id = EventId.parse(ids(dropped).getFirst()).orElseThrow();
        own.append(RecordKind.EVENT, GENERATION, 2, 3);
        own.append(RecordKind.EVENT, GENERATION, 3, 3);
        own.tailAll();

        TestOutlet again = own.open(new StartPosition.After(id), false);
        own.runAll();

        assertThat(told(again)).containsExactly("e2", "e3", "status backing-off");
        assertThat(ids(again)).last().asString().startsWith(GENERATION + ".3.");
    }

    @Test
    void whatIsMissingIsToldBeforeTheStatus() {
        loop.state = TestLoop.state(Upstream.BACKING_OFF);
        if (!(loop.decide(new StartPosition.Malformed("x"), true, OnGap.LATEST)
                instanceof PlanResult.Begin(ResumePlan plan))) {
            throw new AssertionError();
        }

        TestOutlet client = loop.open(plan, false, new StreamTerms(true, SlowClient.REPLAY, 3000, Heartbeat.COMMENT));

        assertThat(told(client)).containsExactly("gap", "status backing-off");
    }

    @Test
    void aClientThatTakesNothingIsToldWhenItDoes() {
        loop.state = TestLoop.state(Upstream.BACKING_OFF);
        TestOutlet client = loop.open(new StartPosition.Unspecified(), true);
        tell(Upstream.LIVE);

        client.take();
        client.take();

        assertThat(told(client)).containsExactly("status backing-off", "live");
    }

    @Test
    void aResumeThatIsStillReplayedIsToldAtItsEnd() {
        TestLoop own = new TestLoop(0);
        Row begin = own.append(RecordKind.EVENT, GENERATION, 1, 0);
        own.append(RecordKind.EVENT, GENERATION, 2, 0);
        own.tailAll();
        own.state = TestLoop.state(Upstream.LIVE);

        TestOutlet client = own.open(TestLoop.after(begin), false);
        own.tell(Upstream.BACKING_OFF, 2);
        own.runAll();

        assertThat(told(client)).containsExactly("status backing-off", "e2");
        own.tell(Upstream.LIVE, 3);
        assertThat(told(client)).containsExactly("status backing-off", "e2", "live");
    }

    @Test
    void withoutControlEventsNothingOfThisIsSent() {
        loop.state = TestLoop.state(Upstream.BACKING_OFF);
        TestOutlet client = loop.open(
                loop.plan(new StartPosition.Unspecified()),
                false,
                new StreamTerms(false, SlowClient.REPLAY, 3000, Heartbeat.COMMENT));

        tell(Upstream.LIVE);

        assertThat(client.taken).isEmpty();
    }

    private TestOutlet open(Upstream upstream) {
        loop.state = TestLoop.state(new UpstreamStatus(upstream, null, null, 1), first);
        return loop.open(new StartPosition.Unspecified(), false);
    }

    /** The time within which a backend's answer is waited for is not over. */
    private TestOutlet openUndecided(Upstream upstream) {
        ResumePlan plan = loop.plan(new StartPosition.Unspecified());
        UpstreamStatus status = new UpstreamStatus(upstream, null, null, 1);
        return loop.open(
                plan.withUpstream(status, false),
                false,
                new StreamTerms(true, SlowClient.REPLAY, 3000, Heartbeat.COMMENT));
    }

    private void tell(Upstream upstream) {
        loop.tell(upstream, 2);
    }

    private static List<String> told(TestOutlet client) {
        return client.taken.stream().map(UpstreamStatusTest::told).toList();
    }

    private static String told(String block) {
        String type = first(TYPE, block);
        if (!type.startsWith("sluice.")) {
            return first(Pattern.compile("data: (\\S+)"), block);
        }
        return (type.substring("sluice.".length()) + ' ' + first(UPSTREAM, block)).strip();
    }

    private static List<String> ids(TestOutlet client) {
        return client.taken.stream().map(block -> first(ID, block)).toList();
    }

    private static String first(Pattern pattern, String block) {
        return Stream.of(block)
                .map(pattern::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }
}
