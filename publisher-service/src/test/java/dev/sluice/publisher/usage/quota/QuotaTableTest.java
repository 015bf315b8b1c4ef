package dev.sluice.publisher.usage.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.QuotaKey;
import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.model.quota.Window;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of the use of quotas. */
class QuotaTableTest {
    private static final Period DAY = new Period(WindowUnit.DAY, 1);
    private static final String COUNTER = "s:1";

    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private long nanos;
    private final QuotaTable table = new QuotaTable(() -> now, () -> nanos);
    private final Window today = DAY.windowAt(now);

    @BeforeEach
    void begin() {
        table.onBeginning();
    }

    @Test
    void theSumOfAllRunsOfGatewaysCountsAndWhatIsSetAgainIsNotAdded() {
        put(COUNTER, today, "gateway-1", "a", 4);
        put(COUNTER, today, "gateway-1", "b", 2);
        put(COUNTER, today, "gateway-2", "c", 1);
        put(COUNTER, today, "gateway-2", "c", 3);
        put("s:2", today, "gateway-2", "c", 100);
        table.onCaughtUp();

        assertThat(table.use(COUNTER, today)).isEqualTo(new QuotaUse(9, 90));
        assertThat(table.use(COUNTER, DAY.windowAt(now.plus(Duration.ofDays(1)))))
                .isEqualTo(QuotaUse.NONE);
        assertThat(table.use("s:3", today)).isEqualTo(QuotaUse.NONE);
    }

    @Test
    void aTombstoneTakesItsPartAway() {
        put(COUNTER, today, "gateway-1", "a", 4);
        put(COUNTER, today, "gateway-2", "b", 2);
        table.onCaughtUp();

        table.onRecord(row(key(COUNTER, today, "gateway-1", "a"), null));

        assertThat(table.use(COUNTER, today)).isEqualTo(new QuotaUse(2, 20));
    }

    @Test
    void nothingIsKeptOfAddressesConnectionsAndWindowsThatAreOver() {
        Window yesterday = DAY.windowAt(now.minus(Duration.ofDays(1)));
        put("i:0123", today, "gateway-1", "a", 4);
        put(COUNTER, yesterday, "gateway-1", "a", 4);
        table.onRecord(row("s:1/open/gateway-1/a", Wire.write(QuotaRecord.ofConnections(3, 0))));
        put(COUNTER, today, "gateway-1", "a", 4);
        table.onCaughtUp();
        assertThat(table.takeChanged()).containsExactly(new QuotaTable.Place(COUNTER, today));
        assertThat(table.counters("")).containsExactly(COUNTER);

        now = now.plus(Duration.ofDays(1));
        table.onRead();

        assertThat(table.counters("")).isEmpty();
    }

    @Test
    void whatHasChangedIsToldOnce() {
        put(COUNTER, today, "gateway-1", "a", 4);
        table.onCaughtUp();

        assertThat(table.takeChanged()).hasSize(1);
        assertThat(table.takeChanged()).isEmpty();
        put(COUNTER, today, "gateway-1", "a", 5);
        assertThat(table.takeChanged()).hasSize(1);
    }

    @Test
    void whatChangesWhileAllIsReadAgainIsToldWhenItCounts() {
        put(COUNTER, today, "gateway-1", "a", 4);
        table.onCaughtUp();
        table.takeChanged();

        table.onBeginning();
        put(COUNTER, today, "gateway-1", "a", 5);
        assertThat(table.takeChanged()).isEmpty();
        assertThat(table.use(COUNTER, today).events()).isEqualTo(4);

        table.onCaughtUp();
        assertThat(table.takeChanged()).containsExactly(new QuotaTable.Place(COUNTER, today));
        assertThat(table.use(COUNTER, today).events()).isEqualTo(5);
        table.onCaughtUp();
        assertThat(table.takeChanged()).isEmpty();
    }

    @Test
    void countersAreFoundByTheirBeginning() {
        put("p:app1.api1", today, "gateway-1", "a", 1);
        put("p:app1.api1", new Period(WindowUnit.HOUR, 1).windowAt(now), "gateway-1", "a", 1);
        put("p:app1.api2", today, "gateway-1", "a", 1);
        put("p:app10.api1", today, "gateway-1", "a", 1);
        table.onCaughtUp();

        assertThat(table.counters("p:app1.")).containsExactly("p:app1.api1", "p:app1.api2");
    }

    @Test
    void itIsRecentWhileKafkaAnswers() {
        assertThat(table.isRecent()).isFalse();
        table.onCaughtUp();
        table.onAnswer();
        assertThat(table.isRecent()).isTrue();

        nanos += Duration.ofSeconds(6).toNanos();
        assertThat(table.isRecent()).isFalse();
    }

    @Test
    void whatIsNoQuotaIsRefused() {
        assertThatThrownBy(() -> table.onRecord(row("s:1/never/gateway-1/a", new byte[0])))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> table.onRecord(row(null, new byte[0]))).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> table.onRecord(row(key(COUNTER, today, "g", "a"), new byte[] {'{'})))
                .isInstanceOf(UnreadableRecordException.class);
    }

    private void put(String counter, Window window, String node, String incarnation, long events) {
        table.onRecord(
                row(key(counter, window, node, incarnation), Wire.write(QuotaRecord.ofWindow(events, events * 10))));
    }

    private static String key(String counter, Window window, String node, String incarnation) {
        return new QuotaKey(counter, window.toString(), node, incarnation).toString();
    }

    private static ConsumerRecord<String, byte[]> row(@Nullable String key, byte @Nullable [] value) {
        return new ConsumerRecord<>("quota", 0, 0, key, value);
    }
}
