package dev.sluice.publisher.usage.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.publisher.usage.quota.Quotas.Changed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which quotas are reached, and that each is said once. */
class QuotaWatchTest {
    private static final PlanLimit BRONZE = new PlanLimit(LimitType.EVENTS, 5, WindowUnit.DAY, 1);
    private static final PlanLimit GOLD = new PlanLimit(LimitType.EVENTS, 50, WindowUnit.DAY, 1);
    private static final PlanLimit BYTES = new PlanLimit(LimitType.BYTES, 1_000, WindowUnit.HOUR, 1);
    private static final List<PlanLimit> ALL = List.of(BRONZE, GOLD, BYTES);

    private final Map<String, PlanLimit> limits = new HashMap<>(Map.of("s:bronze", BRONZE, "s:gold", GOLD));
    private final List<String> lookedUp = new ArrayList<>();
    private final List<String> failing = new ArrayList<>();
    private final QuotaWatch watch = new QuotaWatch(counter -> {
        if (failing.contains(counter)) {
            throw new IllegalStateException("the database is away");
        }
        lookedUp.add(counter);
        return Optional.ofNullable(limits.get(counter))
                .map(limit -> new QuotaWatch.Counter("plan", List.of(limit), null, Map.of()));
    });
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void aQuotaIsReachedOnceInAWindow() {
        assertThat(check(used("s:bronze", 4))).isEmpty();
        assertThat(lookedUp).isEmpty();
        assertThat(check(used("s:bronze", 5)))
                .extracting(QuotaWatch.Reached::limit)
                .containsExactly(BRONZE);
        assertThat(check(used("s:bronze", 7))).isEmpty();

        now = now.plusSeconds(86_400);
        assertThat(check(used("s:bronze", 5))).hasSize(1);
    }

    @Test
    void onlyItsOwnLimitCountsAndCountersOfNothingHaveNone() {
        assertThat(check(used("s:gold", 49), used("s:gone", 1_000))).isEmpty();
        assertThat(check(used("s:gold", 50))).hasSize(1);
        assertThat(lookedUp).containsExactlyInAnyOrder("s:gold", "s:gone");
    }

    @Test
    void aPlanThatChangesCountsWithinAMinute() {
        check(used("s:gold", 20));
        limits.put("s:gold", BRONZE);
        assertThat(check(used("s:gold", 21))).isEmpty();

        now = now.plusSeconds(61);
        assertThat(check(used("s:gold", 22))).hasSize(1);
    }

    @Test
    void aQuotaThatIsRaisedIsReachedOnceMore() {
        limits.put("s:raised", BRONZE);
        assertThat(check(used("s:raised", 5))).hasSize(1);
        limits.put("s:raised", GOLD);

        now = now.plusSeconds(61);
        assertThat(check(used("s:raised", 49))).isEmpty();
        assertThat(check(used("s:raised", 50)))
                .extracting(QuotaWatch.Reached::limit)
                .containsExactly(GOLD);
    }

    @Test
    void bytesAreCountedInTheirOwnWindow() {
        limits.put("s:bytes", BYTES);
        Period hour = new Period(WindowUnit.HOUR, 1);

        assertThat(check(new Changed("s:bytes", hour.windowAt(now), new QuotaUse(1, 999))))
                .isEmpty();
        assertThat(check(new Changed("s:bytes", hour.windowAt(now), new QuotaUse(1, 1_000))))
                .singleElement()
                .satisfies(reached ->
                        assertThat(reached.subject()).isEqualTo("quota/s:bytes/" + hour.windowAt(now) + "/bytes/1000"));
    }

    @Test
    void whatIsNotToldIsReachedAgain() {
        List<QuotaWatch.Reached> reached = watch.check(List.of(used("s:bronze", 5)), ALL, now);

        // Nothing is counted any more: its streams have ended.
        assertThat(watch.check(List.of(), ALL, now)).hasSize(1).isEqualTo(reached);
        watch.onTold(reached.getFirst());
        assertThat(watch.check(List.of(), ALL, now)).isEmpty();
    }

    @Test
    void aLookUpThatFailsLosesNothing() {
        failing.add("s:gold");
        Changed[] both = {used("s:bronze", 5), used("s:gold", 50)};

        assertThatThrownBy(() -> check(both)).isInstanceOf(IllegalStateException.class);
        failing.clear();

        assertThat(check(both)).extracting(QuotaWatch.Reached::limit).containsExactlyInAnyOrder(BRONZE, GOLD);
    }

    @Test
    void ofVeryManyTheRestIsLookedUpLater() {
        List<Changed> many =
                IntStream.range(0, 1_200).mapToObj(id -> used("s:" + id, 10)).toList();

        watch.check(many, ALL, now);
        assertThat(lookedUp).hasSize(500);
        watch.check(List.of(), ALL, now);
        watch.check(List.of(), ALL, now);
        assertThat(lookedUp).hasSize(1_200).doesNotHaveDuplicates();
    }

    private Changed used(String counter, long events) {
        return new Changed(counter, BRONZE.period().windowAt(now), new QuotaUse(events, events));
    }

    /** All that is reached is told. */
    private List<QuotaWatch.Reached> check(Changed... changed) {
        List<QuotaWatch.Reached> reached = watch.check(List.of(changed), ALL, now);
        reached.forEach(watch::onTold);
        return reached;
    }
}
