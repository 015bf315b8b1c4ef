package dev.sluice.publisher.developer.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionMovesTest {
    /** Every state, with and without a plan that waits, and what each change makes of it; empty = refused. */
    @ParameterizedTest
    @CsvSource({
        "UNBLOCKED,         ,     block,   BLOCKED Gold",
        "UNBLOCKED,         ,     unblock, UNBLOCKED Gold",
        "UNBLOCKED,         ,     plan,    UNBLOCKED Silver",
        "UNBLOCKED,         ,     approve, UNBLOCKED Gold",
        "UNBLOCKED,         ,     reject,  ",
        "UNBLOCKED,         Iron, block,   BLOCKED Gold Iron",
        "UNBLOCKED,         Iron, unblock, UNBLOCKED Gold Iron",
        "UNBLOCKED,         Iron, plan,    UNBLOCKED Silver",
        "UNBLOCKED,         Iron, approve, UNBLOCKED Iron",
        "UNBLOCKED,         Iron, reject,  UNBLOCKED Gold",
        "BLOCKED,           ,     block,   BLOCKED Gold",
        "BLOCKED,           ,     unblock, UNBLOCKED Gold",
        "BLOCKED,           ,     approve, ",
        "BLOCKED,           Iron, approve, BLOCKED Iron",
        "BLOCKED,           Iron, reject,  BLOCKED Gold",
        "PROD_ONLY_BLOCKED, ,     block,   BLOCKED Gold",
        "PROD_ONLY_BLOCKED, ,     unblock, UNBLOCKED Gold",
        "PROD_ONLY_BLOCKED, ,     plan,    PROD_ONLY_BLOCKED Silver",
        "ON_HOLD,           ,     block,   ",
        "ON_HOLD,           ,     unblock, ",
        "ON_HOLD,           ,     plan,    ON_HOLD Silver",
        "ON_HOLD,           ,     approve, UNBLOCKED Gold",
        "ON_HOLD,           ,     reject,  REJECTED Gold",
        "REJECTED,          ,     block,   ",
        "REJECTED,          ,     unblock, ",
        "REJECTED,          ,     plan,    ",
        "REJECTED,          ,     approve, ",
        "REJECTED,          ,     reject,  REJECTED Gold"
    })
    void aChangeMovesASubscriptionOrIsRefused(
            SubscriptionState state, @Nullable String waiting, String change, @Nullable String after) {
        SubscriptionEntity subscription = subscription(state, waiting);
        String before = text(subscription);

        Optional<Refusal> refusal = make(subscription, change(change));

        assertThat(refusal.map(Refusal::problem))
                .isEqualTo(after == null ? Optional.of(PublisherProblem.SUBSCRIPTION_STATE) : Optional.empty());
        assertThat(text(subscription)).isEqualTo(after == null ? before : after);
    }

    @ParameterizedTest
    @CsvSource({"Gold, Gold, true", "'', Gold, true", "Silver, Gold, false", "Gold, Withdrawn, false"})
    void onlyThePlanThatThePublisherHasSeenIsApprovedAndOnlyIfItIsOffered(String seen, String plan, boolean approved) {
        SubscriptionEntity subscription =
                new SubscriptionEntity(UUID.randomUUID(), UUID.randomUUID(), plan, true, Instant.EPOCH);

        assertThat(make(subscription, new SubscriptionChange.Approve(seen, "")).isEmpty())
                .isEqualTo(approved);
        assertThat(subscription.state()).isEqualTo(approved ? SubscriptionState.UNBLOCKED : SubscriptionState.ON_HOLD);
    }

    @ParameterizedTest
    @CsvSource({"Gold, true", "Iron, false"})
    void aPlanThatWaitsNoMoreIsOnlyApprovedIfItIsInForce(String seen, boolean approved) {
        SubscriptionEntity subscription = subscription(SubscriptionState.UNBLOCKED, "Iron");
        subscription.requestPlan("Gold");

        Optional<Refusal> refusal = make(subscription, new SubscriptionChange.Approve(seen, ""));

        assertThat(refusal.isEmpty()).isEqualTo(approved);
        assertThat(text(subscription)).isEqualTo("UNBLOCKED Gold");
    }

    private static SubscriptionChange change(String word) {
        return switch (word) {
            case "block" -> new SubscriptionChange.Block(SubscriptionState.BLOCKED);
            case "unblock" -> new SubscriptionChange.Unblock();
            case "plan" -> new SubscriptionChange.ChangePlan("Silver");
            case "approve" -> new SubscriptionChange.Approve("", "yes");
            case "reject" -> new SubscriptionChange.Reject("no");
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static SubscriptionEntity subscription(SubscriptionState state, @Nullable String waiting) {
        SubscriptionEntity subscription =
                new SubscriptionEntity(UUID.randomUUID(), UUID.randomUUID(), "Gold", false, Instant.EPOCH);
        if (waiting != null) {
            subscription.requestPlan(waiting);
        }
        subscription.setState(state);
        return subscription;
    }

    private static Optional<Refusal> make(SubscriptionEntity subscription, SubscriptionChange change) {
        return new SubscriptionMoves(subscription, List.of("Gold", "Silver", "Iron")).make(change);
    }

    private static String text(SubscriptionEntity subscription) {
        String requested = subscription.requestedPlan();
        return subscription.state() + " " + subscription.plan() + (requested == null ? "" : ' ' + requested);
    }
}
