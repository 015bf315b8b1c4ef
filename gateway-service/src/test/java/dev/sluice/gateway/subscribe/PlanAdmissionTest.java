package dev.sluice.gateway.subscribe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.quota.LoopQuotas;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.quota.Plans;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.model.quota.WindowUnit;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanAdmissionTest {
    private final QuotaTable table = new QuotaTable(() -> 1_800_000_000_000L, () -> 20_000);
    private final LoopQuotas one = table.forLoop();
    private final LoopQuotas two = table.forLoop();

    /** The thread of the request was not run while the plan was changed, and streams that are open had it already. */
    @Test
    void aRequestThatComesWithAnOldPlanDoesNotPutItBack() {
        // Given
        List<PlanCounter> old = Plans.subscription(Plans.events(1, WindowUnit.DAY));
        List<PlanCounter> present = Plans.subscription(Plans.events(100, WindowUnit.DAY));
        StreamQuota open = requireNonNull(two.open(present));
        open.allows(1);
        open.use(1);
        two.onTick();
        Iterator<List<PlanCounter>> answers = List.of(old, present, present).iterator();

        // When
        PlanAdmission.Result result = PlanAdmission.open(one, _ -> answers.next());

        // Then
        assertThat(open.reached()).isNull();
        assertThat(result).isInstanceOf(PlanAdmission.Result.Open.class);
    }
}
