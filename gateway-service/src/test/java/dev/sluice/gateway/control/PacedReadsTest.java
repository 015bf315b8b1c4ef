package dev.sluice.gateway.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PacedReadsTest {
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<CompletableFuture<Void>> begun = new ArrayList<>();
    private final PacedReads reads = new PacedReads(this::read, later::add);

    @Test
    void aFloodOfRequestsCostsOneReadAtATime() {
        List<CompletableFuture<Boolean>> flood = ask(10_000);
        assertThat(later).hasSize(1);
        later.remove().run();
        List<CompletableFuture<Boolean>> second = ask(10_000);

        begun.getFirst().complete(null);

        assertThat(begun).hasSize(1);
        assertThat(flood).allSatisfy(request -> assertThat(request).isCompletedWithValue(true));
        assertThat(second).as("their record may have come after that read").noneMatch(CompletableFuture::isDone);
        later.remove().run();
        begun.getLast().complete(null);
        assertThat(begun).hasSize(2);
        assertThat(second).allSatisfy(request -> assertThat(request).isCompletedWithValue(true));
    }

    @Test
    void whatKafkaDoesNotAnswerIsNotWaitedForLongerThanHalfASecond() {
        CompletableFuture<Boolean> request = ask(1).getFirst();
        later.remove().run();

        assertThat(request).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(false);
    }

    private List<CompletableFuture<Boolean>> ask(int requests) {
        List<CompletableFuture<Boolean>> asked = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            CompletionStage<Boolean> request = reads.toPresentEnd();
            asked.add(request.toCompletableFuture());
        }
        return asked;
    }

    private CompletableFuture<Void> read() {
        CompletableFuture<Void> read = new CompletableFuture<>();
        begun.add(read);
        return read;
    }
}
