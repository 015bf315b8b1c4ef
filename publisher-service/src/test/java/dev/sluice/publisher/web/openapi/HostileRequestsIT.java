package dev.sluice.publisher.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.testsupport.contract.RestAnswer;
import dev.sluice.testsupport.contract.RestContract;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the document, with requests that are right and such that are not. {@code -Dtest.seed} repeats
 * a run.
 */
@PublisherTest
class HostileRequestsIT {
    private static final int REQUESTS_OF_AN_OPERATION = 24;
    private static final int NO_ANSWER = 999;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern INSIDES = Pattern.compile(
            "\\bat [\\w.$]+\\([\\w.]+:\\d+\\)"
                    + "|\\b(?:java|javax|jakarta|io|org|com|dev)\\.[a-z]\\w*(?:\\.\\w+)*\\.[A-Z]\\w+|\\w+(?:Exception|Error)\\b:");

    private final long seed = Long.getLong("test.seed", System.nanoTime());

    @Test
    void noRequestMakesTheServiceStumble() {
        Document document = Document.served();
        RouteFixture prepared = RouteFixture.by(new Requests(RestAssured.port));
        HostileRequests requests = new HostileRequests(document, prepared, new Random(seed));
        RawHttp http = new RawHttp(RestAssured.port, PATIENCE);
        List<String> faults = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        for (Document.Operation operation : destructiveLast(document)) {
            for (int i = 0; i < REQUESTS_OF_AN_OPERATION; i++) {
                RawHttp.Request request = i == 0 ? requests.right(operation) : requests.wrong(operation);
                int status = check(operation, request, http, faults);
                if (i == 0 && status < 300) {
                    accepted.add(operation.toString());
                }
            }
        }
        assertThat(faults).as("with -Dtest.seed=" + seed).isEmpty();
        assertThat(accepted)
                .as("operations that take a right request, with -Dtest.seed=" + seed)
                .hasSizeGreaterThan(document.operations().size() / 2);
    }

    /** What other requests need is deleted at the end. */
    private static List<Document.Operation> destructiveLast(Document document) {
        return document.operations().stream()
                .sorted(Comparator.comparing((Document.Operation operation) ->
                                operation.method().equals("DELETE"))
                        .thenComparing(Document.Operation::toString))
                .toList();
    }

    /** @return the status of the answer */
    private static int check(Document.Operation operation, RawHttp.Request request, RawHttp http, List<String> faults) {
        try {
            RawHttp.Answer answer = http.send(request);
            String fault = fault(operation, request, answer);
            if (!fault.isEmpty()) {
                faults.add(fault + ": " + operation + "\n" + request + "\n-> " + answer);
            }
            return answer.status();
        } catch (IOException none) {
            faults.add("no answer (" + none + "): " + operation + "\n" + request);
            return NO_ANSWER;
        }
    }

    /** What is none the HTTP server refuses before the service sees it. */
    private static boolean isUri(String target) {
        try {
            return URI.create(target).toString().equals(target);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** The path that is meant: no dot segments (RFC 3986, 6.2.2.3), encoded or not, and no slash at its end. */
    private static String resource(String target) {
        String path = target.split("\\?", 2)[0].replaceAll("(?i)%2e", ".");
        return URI.create(path).normalize().toString().replaceAll("/+$", "");
    }

    /** Empty = none. */
    private static String fault(Document.Operation operation, RawHttp.Request request, RawHttp.Answer answer) {
        if (answer.status() >= 500) {
            return "a failure of the service";
        }
        if (!isUri(request.target())) {
            return answer.status() == 400 || answer.status() == 414 ? "" : "no URI, and not refused by the HTTP server";
        }
        if (INSIDES.matcher(answer.body()).find()) {
            return "the insides of the service are shown";
        }
        try {
            RestContract.check(new RestAnswer(
                    request.method(),
                    resource(request.target()),
                    answer.status(),
                    answer.contentType(),
                    answer.body()));
            return "";
        } catch (AssertionError broken) {
            return String.valueOf(broken.getMessage());
        }
    }
}
