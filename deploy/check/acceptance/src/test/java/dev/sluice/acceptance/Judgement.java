package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.testsupport.history.FeedHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether everything that the log holds reached a client once and in order, and whether the log holds all that was
 * sent.
 */
final class Judgement {
    private Judgement() {}

    /** The log holds the backend's numbers from the first to the last without a hole, a double or a gap. */
    static void logIsWhole(FeedHistory history, String channel) {
        List<Long> numbers = new ArrayList<>();
        for (FeedRecord record : history.ofChannel(channel)) {
            numbers.add(number(new String(record.data(), StandardCharsets.UTF_8)));
        }
        assertThat(history.gaps()).as("recorded gaps").isEmpty();
        assertThat(history.holes()).as("holes").isEmpty();
        assertThat(numbers).as("numbers in the log").isNotEmpty();
        assertContiguous(numbers, "numbers in the log");
    }

    /** The client has each accepted record after its first one, once, in order, with the same data; and no gap. */
    static void clientHasAll(ResumingClient client, FeedHistory history, String channel, int who) {
        Map<String, String> log = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (FeedRecord record : history.ofChannel(channel)) {
            String id = record.id().toString();
            log.put(id, new String(record.data(), StandardCharsets.UTF_8));
            order.add(id);
        }
        List<String> ids = new ArrayList<>();
        for (Stream.Event event : client.received()) {
            assertThat(event.type()).as("client %d: no gap", who).isNotEqualTo("sluice.gap");
            if (!event.isControl()) {
                assertThat(log.get(event.id()))
                        .as("client %d: data of %s", who, event.id())
                        .isEqualTo(event.data());
                ids.add(event.id());
            }
        }
        assertThat(client.surprises()).as("client %d: refusals", who).isEmpty();
        assertThat(ids).as("client %d: received", who).isNotEmpty();
        int from = order.indexOf(ids.getFirst());
        int to = order.indexOf(ids.getLast());
        assertThat(ids).as("client %d: once, in order, none missing", who).isEqualTo(order.subList(from, to + 1));
    }

    static void assertContiguous(List<Long> numbers, String what) {
        for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i))
                    .as("%s: after %d", what, numbers.get(i - 1))
                    .isEqualTo(numbers.get(i - 1) + 1);
        }
    }

    /** The {@code n} of a price. */
    static long number(String json) {
        try {
            return Rest.JSON.readTree(json).get("n").asLong();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("no price: " + json, e);
        }
    }
}
