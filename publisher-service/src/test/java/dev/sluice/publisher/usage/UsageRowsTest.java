package dev.sluice.publisher.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.usage.UsageRecord;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records of a batch count, and what row they make. */
class UsageRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:30:20Z");
    private static final Instant MINUTE = Instant.parse("2026-11-24T10:30:00Z");

    private final TestUsage usage = TestUsage.of(UUID.randomUUID().toString());
    private final UsageRows rows = new UsageRows(NOW, Duration.ofDays(2));

    @Test
    void ofOneRowTheLatestReportCountsInWhateverOrderTheyCome() {
        add(usage.record(MINUTE, 7, Map.of("client", 1L), 3));
        add(usage.record(MINUTE, 9, Map.of("client", 2L), 1));
        add(usage.record(MINUTE, 9, Map.of("client", 2L), 1));
        add(usage.record(MINUTE, 3, Map.of(), 4));

        assertThat(rows.rows()).singleElement().satisfies(row -> {
            assertThat(row.events()).isEqualTo(9);
            assertThat(row.bytes()).isEqualTo(90);
            assertThat(row.closed()).containsExactly(Map.entry("client", 2L));
            assertThat(row.open()).isEqualTo(1);
        });
    }

    /** Of two writings of an id the database makes one, and it sets a row once in a statement. */
    @Test
    void anIdInCapitalsIsTheSameId() {
        UsageRecord record = usage.record(MINUTE, 7);
        TestUsage inCapitals = TestUsage.of(usage.apiId().toUpperCase(Locale.ROOT));

        add(record);
        add(inCapitals.record(MINUTE, 9));

        assertThat(rows.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.events()).isEqualTo(9));
    }

    @Test
    void nodesTopicsAndMinutesAreRowsOfTheirOwn() {
        for (UsageRecord record : List.of(
                usage.record(MINUTE, 1),
                usage.by("gateway-2").record(MINUTE, 1),
                usage.at("/prices").record(MINUTE, 1),
                usage.to(UUID.randomUUID(), UUID.randomUUID()).record(MINUTE, 1),
                usage.record(MINUTE.minusSeconds(60), 1))) {
            add(record);
        }

        assertThat(rows.rows().stream().map(UsageRow::key)).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aKeysUseIsTheLatestMinuteOfAllReportsAlsoOfThoseThatMakeNoRow() {
        UUID key = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        UUID early = UUID.randomUUID();
        UsageRecord last = usage.record(MINUTE, 7);

        add(TestUsage.by(last, key.toString(), other.toString()));
        add(TestUsage.by(usage.record(MINUTE.minusSeconds(60), 1), key.toString()));
        add(TestUsage.by(usage.record(MINUTE.minus(Duration.ofDays(2)), 1), early.toString()));
        add(last);

        assertThat(rows.keyUses())
                .isEqualTo(Map.of(key, MINUTE, other, MINUTE, early, MINUTE.minus(Duration.ofDays(2))));
    }

    @Test
    void whatIsOlderThanMinutesAreKeptIsPassedOver() {
        add(usage.record(MINUTE.minus(Duration.ofDays(2)), 1));

        assertThat(rows.rows()).isEmpty();
        assertThat(rows.late()).isOne();
    }

    @Test
    void aRecordUnderAnotherKeyIsNone() {
        byte[] value = Wire.write(usage.record(MINUTE, 1));

        assertThatThrownBy(() -> rows.add("another/key", value)).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> rows.add(null, value)).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> rows.add("key", null)).isInstanceOf(UnreadableRecordException.class);
        assertThat(rows.rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"minute\":1764000000001",
                "\"minute\":-9223372036854720000",
                "\"minute\":9764000040000",
                "\"events\":-1",
                "\"bytes\":9000000000000000000",
                "\"open\":-1",
                "\"topic\":\"\\u0000\"",
                "\"apiId\":\"observer\"",
                "\"applicationId\":\"mine\"",
                "\"apiKeys\":[\"slk_live_\"]",
                "\"closed\":{\"client\":-1}",
                "\"closed\":{\"\\u0000\":1}",
                "\"schema\":2",
            })
    void aRecordWithANonsensicalFieldIsNone(String field) {
        String good = new String(Wire.write(usage.record(MINUTE, 1)), StandardCharsets.UTF_8);
        String name = field.substring(0, field.indexOf(':'));
        String broken = good.replaceFirst(name + ":(?:\\{}|[^,}]+)", field.replace("\\", "\\\\"));
        assertThat(broken).isNotEqualTo(good);
        byte[] value = broken.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> rows.add(keyOf(value), value)).isInstanceOf(UnreadableRecordException.class);
    }

    /** As a gateway makes it, so that the field alone is wrong. */
    private static String keyOf(byte[] value) {
        try {
            return Wire.readUsage(value).key();
        } catch (UnreadableRecordException ofAnotherSchema) {
            return "key";
        }
    }

    private void add(UsageRecord record) {
        rows.add(record.key(), Wire.write(record));
    }
}
