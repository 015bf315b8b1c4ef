package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.event.Verdict;
import dev.sluice.testsupport.history.FeedHistory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges what a relay has made of the sample backend's {@code /prices/...}: numbered events with ids, honest resume. */
final class Prices {
    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

    private Prices() {}

    /** Every event once, in order, without a hole; the number of the last one. */
    static long assertWhole(FeedHistory history, String channel) {
        List<FeedRecord> records = history.ofChannel(channel);
        assertThat(history.holes()).as("records accepted after a hole").isEmpty();
        assertThat(history.verdicts()).as("resets").doesNotContainKey(Verdict.ACCEPTED_RESET);
        assertThat(records).as("gaps").noneMatch(record -> record.kind() == RecordKind.GAP);
        long last = 0;
        for (FeedRecord record : records) {
            long number = number(record);
            assertThat(number)
                    .as("the number after %d, at offset %d", last, record.offset())
                    .isEqualTo(last + 1);
            last = number;
        }
        return last;
    }

    static long number(FeedRecord record) {
        Matcher matcher = NUMBER.matcher(new String(record.data(), StandardCharsets.UTF_8));
        if (!matcher.find()) {
            throw new AssertionError("no price: " + new String(record.data(), StandardCharsets.UTF_8));
        }
        return Long.parseLong(matcher.group(1));
    }
}
