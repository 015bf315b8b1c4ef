package dev.sluice.definition.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.definition.document.DocumentLimits;
import dev.sluice.definition.document.Work;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for whom when documents take long. */
class DocumentLanesTest {
    private static final int SMALL = 1_000;
    private static final int LARGE = 1_000_000;

    private final DocumentLanes lanes = new DocumentLanes(DocumentLimits.DEFAULT);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        lanes.close();
    }

    private CompletableFuture<Response> answer(int bytes, Function<Work, Response> task) {
        return lanes.answer(bytes, new CompletableFuture<>(), task).toCompletableFuture();
    }

    private static String text(Response answer) {
        return new String((byte[]) answer.getEntity(), StandardCharsets.UTF_8);
    }

    private Response untilTheEnd() {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Response.ok().build();
    }

    private static Response spinning(Work work) {
        while (true) {
            work.step();
        }
    }

    @Test
    void largeDocumentsThatTakeLongDelayNoSmallOne() {
        for (int i = 0; i < 4; i++) {
            answer(LARGE, work -> untilTheEnd());
        }

        Response small = answer(SMALL, work -> Response.ok("small").build()).join();

        assertThat(small.getEntity()).isEqualTo("small");
    }

    @Test
    void documentsBeyondThoseThatMayWaitAreRefusedAtOnce() {
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(answer(LARGE, work -> untilTheEnd()));
        }

        Response refused = answers.getLast().join();
        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(answers.get(5)).isNotDone();
    }

    @Test
    void workThatTakesTooMuchIsAnsweredWithAFinding() {
        Response given = answer(SMALL, DocumentLanesTest::spinning).join();

        assertThat(given.getStatus()).isEqualTo(422);
        assertThat(text(given)).contains("too-costly");
    }

    @Test
    void theLaneIsFreeAgainWhenTheClientsHaveGone() {
        List<CompletableFuture<Work>> started = new ArrayList<>();
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Work> work = new CompletableFuture<>();
            started.add(work);
            answers.add(lanes.answer(LARGE, work, DocumentLanesTest::waitingForItsEnd)
                    .toCompletableFuture());
        }

        started.forEach(work -> work.thenAccept(Work::cancel));

        answers.forEach(answer -> assertThat(text(answer.join())).contains("the client has gone"));
        assertThat(answer(LARGE, work -> Response.ok().build()).join().getStatus())
                .isEqualTo(200);
    }

    private static Response waitingForItsEnd(Work work) {
        while (true) {
            work.look();
            Thread.onSpinWait();
        }
    }
}
