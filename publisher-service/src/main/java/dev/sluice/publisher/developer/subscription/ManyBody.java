package dev.sluice.publisher.developer.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.ErrorBody;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one change of many subscriptions has ended, in the order of their ids. */
record ManyBody(int count, List<Entry> list) {
    /**
     * One of them.
     *
     * @param status as if it had been asked for alone
     * @param error {@code null} = it is done
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String subscriptionId, int status, @Nullable ErrorBody error) {
        /** @param changes to which those of this one are added */
        static Entry of(String id, Outcome<UUID> outcome, List<Change> changes) {
            return switch (outcome) {
                case Outcome.Refused<UUID> refused ->
                    new Entry(id, refused.refusal().problem().status(), ErrorBody.of(refused.refusal()));
                case Outcome.Done<UUID> done -> {
                    changes.addAll(done.changes());
                    yield new Entry(id, 200, null);
                }
            };
        }
    }

    static ManyBody of(List<Entry> entries) {
        return new ManyBody(entries.size(), entries);
    }
}
