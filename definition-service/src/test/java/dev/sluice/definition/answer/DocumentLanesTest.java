package dev.sluice.definition.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.definition.answer.DocumentMeters.Task;
import dev.sluice.definition.document.DocumentLimits;
import dev.sluice.definition.document.Work;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final DocumentLanes lanes = new DocumentLanes(DocumentLimits.DEFAULT, new DocumentMeters(registry));
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        lanes.close();
    }

    private CompletableFuture<Response> answer(int bytes, Function<Work, Response> task) {
        return lanes.answer(Task.VALIDATE, bytes, new CompletableFuture<>(), task)
                .toCompletableFuture();
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
    void theWorkIsMeasuredAndTheDocumentsThatWaitAreCounted() {
        answer(SMALL, work -> Response.ok().build()).join();
        assertThat(registry.get("sluice_definition_document")
                        .tag("task", "validate")
                        .timer()
                        .count())
                .isEqualTo(1);

        for (int i = 0; i < 3; i++) {
            answer(LARGE, work -> untilTheEnd());
        }
        await().until(() -> registry.get("sluice_definition_waiting_documents")
                        .tag("lane", "large")
                        .gauge()
                        .value()
                == 2);
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
            answers.add(lanes.answer(Task.VALIDATE, LARGE, work, DocumentLanesTest::waitingForItsEnd)
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
