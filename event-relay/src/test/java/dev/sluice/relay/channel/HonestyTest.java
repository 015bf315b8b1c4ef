package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Backends of many habits, lost at random places, pulled by one relay after the other: what the log misses or has twice
 * is a gap in it. {@code -Dtest.seed} repeats a run.
 */
class HonestyTest {
    private static final long SEED =
            Long.getLong("test.seed", RandomGenerator.getDefault().nextLong());
    private static final int RUNS = 300;

    /** How a backend answers a request that names an id, and which ids it gives. */
    private enum Habit {
        HONEST_COUNTED(true, 0),
        HONEST_OPAQUE(true, 0),
        /** Some events have no id; they are repeated with what comes after the id. */
        HONEST_MIXED(true, 0),
        INCLUSIVE_COUNTED(true, 0),
        INCLUSIVE_OPAQUE(true, 0),
        /** Sends its last 20 events whatever it is asked for. */
        HISTORY_COUNTED(false, 0),
        HISTORY_OPAQUE(false, 1),
        /** Forgets: keeps its last 5 events only. Not to be seen before its ids are known to count. */
        FORGETFUL(false, 2),
        /** Counts from 1 again at each connection, with other data. */
        RESTARTING(false, 0),
        NO_IDS(false, 0);

        /** Whether no gap is needed. */
        private final boolean isExact;
        /** How often what is missing or doubled may be reported too late, or cannot be seen yet. */
        private final int late;

        Habit(boolean isExact, int late) {
            this.isExact = isExact;
            this.late = late;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostOrDoubledWithoutAGap(Habit habit) {
        for (int run = 0; run < RUNS; run++) {
            long seed = SEED + run;
            List<String> lines = pull(habit, new Random(seed));
            assertThat(untold(lines)).as("%s, seed %d: %s", habit, seed, lines).hasSizeLessThanOrEqualTo(habit.late);
            if (habit.isExact) {
                // Before the first id there is nothing to go on from.
                List<String> known =
                        lines.stream().dropWhile(line -> line.indexOf('#') < 0).toList();
                assertThat(known).as("%s, seed %d", habit, seed).noneMatch(line -> line.startsWith("gap"));
            }
        }
    }

    private static List<String> pull(Habit habit, Random random) {
        Source source = new Source(habit, random);
        List<String> lines = new ArrayList<>();
        ChannelMemory memory = ChannelMemory.NOTHING;
        for (int relay = 0; relay < 3; relay++) {
            Bench bench = Bench.of(memory, relay == 0 ? PullReason.FIRST : PullReason.TAKEOVER);
            for (int connection = 0; connection < 4; connection++) {
                FakeBackend.Connection open = bench.backend.open().stream();
                source.connect(open.lastEventId()).forEach(open::send);
                if (random.nextInt(3) == 0) {
                    bench.loop.pass(Duration.ofSeconds(6));
                }
                source.produce(random.nextInt(15)).forEach(open::send);
                if (random.nextInt(4) == 0) {
                    break;
                }
                open.fail(false, "cut");
                source.produce(random.nextInt(8));
                bench.nextConnection();
            }
            bench.loop.pass(Duration.ofSeconds(6));
            bench.pull.stop();
            source.produce(random.nextInt(8));
            memory = bench.log.restored.as(bench.pull.backendClass());
            lines.addAll(bench.log.lines);
        }
        return lines;
    }

    /** Places where the log jumps, goes back or repeats without a gap in between. */
    private static List<String> untold(List<String> lines) {
        List<String> untold = new ArrayList<>();
        int last = 0;
        boolean isTold = false;
        for (String line : lines) {
            if (line.startsWith("gap")) {
                isTold = true;
                continue;
            }
            int number = Integer.parseInt(line.substring(1).split("#")[0]);
            if (number != last + 1 && !isTold && last != 0) {
                untold.add(last + " then " + number);
            }
            last = number;
            isTold = false;
        }
        return untold;
    }

    /** The n-th event has the data {@code v<n>}, whatever its id. */
    private static final class Source {
        private final Habit habit;
        private final Random random;
        private final List<SentBlock> made = new ArrayList<>();
        private final Map<String, Integer> places = new HashMap<>();
        private int counter;

        private record SentBlock(String text, @Nullable String id) {}

        Source(Habit habit, Random random) {
            this.habit = habit;
            this.random = random;
        }

        List<String> produce(int count) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String data = "data: v" + (made.size() + 1) + "||";
                String id = nextId();
                SentBlock next = new SentBlock(id == null ? data : "id: " + id + "|" + data, id);
                if (id != null) {
                    places.put(id, made.size());
                }
                made.add(next);
                texts.add(next.text());
            }
            return texts;
        }

        private @Nullable String nextId() {
            counter++;
            return switch (habit) {
                case HONEST_COUNTED, INCLUSIVE_COUNTED, HISTORY_COUNTED, FORGETFUL, RESTARTING ->
                    Integer.toString(counter);
                case HONEST_OPAQUE, INCLUSIVE_OPAQUE, HISTORY_OPAQUE -> "x" + Integer.toString(counter * 7919, 36);
                case HONEST_MIXED -> random.nextInt(3) == 0 ? "m" + counter : null;
                case NO_IDS -> null;
            };
        }

        List<String> connect(@Nullable String id) {
            if (habit == Habit.RESTARTING) {
                counter = 0;
                return List.of();
            }
            Integer asked = id == null ? null : places.get(id);
            return switch (habit) {
                case HONEST_COUNTED, HONEST_OPAQUE, HONEST_MIXED -> asked == null ? all() : from(asked + 1);
                case INCLUSIVE_COUNTED, INCLUSIVE_OPAQUE -> asked == null ? List.of() : from(asked);
                case HISTORY_COUNTED, HISTORY_OPAQUE -> from(made.size() - 20);
                case FORGETFUL -> asked == null ? List.of() : from(Math.max(asked + 1, made.size() - 5));
                case RESTARTING, NO_IDS -> List.of();
            };
        }

        private List<String> all() {
            return places.isEmpty() ? List.of() : from(0);
        }

        private List<String> from(int place) {
            return Stream.concat(Stream.<SentBlock>empty(), made.stream().skip(Math.max(0, place)))
                    .map(SentBlock::text)
                    .toList();
        }
    }
}
