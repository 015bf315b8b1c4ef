package dev.sluice.publisher.web.browser;

import dev.sluice.publisher.web.problem.DatabaseAway;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Routes that answer with a page. Their work runs on a virtual thread, since it may block; what it answers with is run on the
 * connection's event loop. A failure is a page, too.
 */
public final class PageRoutes {
    private static final Logger LOG = Logger.getLogger(PageRoutes.class);
    private static final int MAX_FORM_BYTES = 16 << 10;
    private static final int MAX_PARAMETERS = 64;
    private static final int FIRST = 0;
    private static final String REQUEST_ID = "Sluice-Request-Id";

    private final Router router;
    private final Origins origins;

    public PageRoutes(Router router, Origins origins) {
        this.router = router;
        this.origins = origins;
    }

    /** What a request sends: each name with its values, decoded. */
    public record Sent(RoutingContext routing, Map<String, List<String>> parameters) {
        public HttpServerRequest request() {
            return routing.request();
        }

        /** What is there once; empty for anything else. */
        public String text(String name) {
            List<String> values = parameters.getOrDefault(name, List.of());
            return values.size() == 1 ? values.getFirst() : "";
        }
    }

    /** What is to be said; run on the event loop. */
    @FunctionalInterface
    public interface Answer {
        void send();
    }

    /** Finds an answer; may block. */
    @FunctionalInterface
    public interface Work {
        Answer on(Sent sent);
    }

    /** GET and HEAD with the parameters of the query. */
    public void get(String path, Work work) {
        for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
            router.route(method, path)
                    .order(FIRST)
                    .handler(routing -> decoded(routing, query(routing), false, sent -> run(sent, work)));
        }
    }

    /** POST with the parameters of a form of at most 16 KiB; a page of another site is refused. */
    public void post(String path, Work work) {
        router.route(HttpMethod.POST, path).order(FIRST).handler(routing -> {
            var fault = origins.fault(routing.request());
            if (fault.isPresent()) {
                problem("This form was not sent from this site", fault.get()).answer(routing.response(), 403);
                return;
            }
            readForm(routing, body -> decoded(routing, body, false, sent -> run(sent, work)));
        });
    }

    private static String query(RoutingContext routing) {
        String query = routing.request().query();
        return query == null ? "" : query;
    }

    private static void readForm(RoutingContext routing, Consumer<String> then) {
        HttpServerRequest request = routing.request();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= MAX_FORM_BYTES) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(_ -> {
            if (body.length() > MAX_FORM_BYTES) {
                problem("This form is too large", "It may have " + MAX_FORM_BYTES + " bytes.")
                        .answer(routing.response(), 413);
            } else {
                then.accept(body.toString(StandardCharsets.UTF_8));
            }
        });
        request.resume();
    }

    private static void decoded(RoutingContext routing, String text, boolean hasPath, Consumer<Sent> then) {
        try {
            then.accept(new Sent(
                    routing,
                    new QueryStringDecoder(text, StandardCharsets.UTF_8, hasPath, MAX_PARAMETERS).parameters()));
        } catch (IllegalArgumentException broken) {
            problem("This address or form is broken", "It has a % without two hexadecimal digits.")
                    .answer(routing.response(), 400);
        }
    }

    private static void run(Sent sent, Work work) {
        Context context = Vertx.currentContext();
        Thread.ofVirtual().name("page").start(() -> {
            Answer answer = work(sent, work);
            context.runOnContext(_ -> {
                if (!sent.routing().response().closed()) {
                    send(sent.routing(), answer);
                }
            });
        });
    }

    /** The outer edge of an answer. */
    private static void send(RoutingContext routing, Answer answer) {
        try {
            answer.send();
        } catch (RuntimeException failed) {
            if (routing.response().headWritten()) {
                LOG.errorf(failed, "page not sent to its end");
                routing.request().connection().close();
            } else {
                failure(routing, failed).send();
            }
        }
    }

    /** The outer edge of a request. */
    private static Answer work(Sent sent, Work work) {
        try {
            return work.on(sent);
        } catch (RuntimeException failed) {
            return failure(sent.routing(), failed);
        }
    }

    /** What is said of a failure that is not the user's. */
    public static Answer failure(RoutingContext routing, Throwable failed) {
        if (DatabaseAway.isCauseOf(failed)) {
            LOG.warnf("no connection to the database: %s", failed);
            return () -> problem("Not now", "The database does not answer. Try again in a moment.")
                    .answer(routing.response(), 503);
        }
        String incident = UUID.randomUUID().toString();
        LOG.errorf(failed, "page failed, incident=%s", incident);
        return () -> {
            routing.response().putHeader(REQUEST_ID, incident);
            problem("Something went wrong", "Tell the operator this incident: " + incident)
                    .answer(routing.response(), 500);
        };
    }

    /** A page that says what is wrong, and the way back to the beginning. */
    public static HtmlPage problem(String what, String why) {
        return new HtmlPage(
                what,
                "<p>" + HtmlPage.escaped(why)
                        + "</p>\n<p><a class=\"button\" href=\"/publisher\">Start again</a></p>\n");
    }
}
