package dev.sluice.gateway.http;

import dev.sluice.gateway.access.AdmitResult;
import dev.sluice.gateway.access.Credentials;
import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.fanout.ChannelRef;
import dev.sluice.gateway.request.AcceptHeader;
import dev.sluice.gateway.route.RouteResult;
import dev.sluice.gateway.stream.Asked;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Transport;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.wire.Wire;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request for a stream: finds its topic, asks whether it may have it, opens it. Confined to its event loop. */
final class StreamExchange {
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final String TEST_KEY = "Internal-Key";
    private static final byte[] WELCOME = Wire.write(new Welcome(
            "Sluice gateway",
            "Streams of events (SSE): GET /<context>/<version>/<topic> with Authorization: Bearer <token>."));

    private final DataLoop loop;
    private final Transport transport;
    private final ChannelHandlerContext context;
    private final HttpMethod method;
    private final HttpHeaders headers;
    private final Target target;
    private final boolean isNative;
    private final BodyFraming framing;
    private @Nullable Opening opening;

    StreamExchange(
            DataLoop loop, Transport transport, ChannelHandlerContext context, HttpRequest request, Target target) {
        this.loop = loop;
        this.transport = transport;
        this.context = context;
        this.method = request.method();
        this.headers = request.headers();
        this.target = target;
        this.isNative = NativeEventSource.sent(headers);
        this.framing = BodyFraming.of(request.protocolVersion());
    }

    void begin(Visitors.Visit visit, Duration verdictTimeout) {
        if (target.path().equals("/")) {
            welcome();
            return;
        }
        NotNow notNow = loop.rights().isReady() ? crowd(visit) : NotNow.NOT_READY;
        if (notNow != null) {
            // The API's rules are not asked, or not known yet: what is said is for everybody.
            answers(CrossOrigin.echo(origin()))
                    .notNow(notNow, isNative, loop.streams().encoder());
            return;
        }
        switch (loop.rights().route(target.path(), target.query(), transport)) {
            case RouteResult.Found found -> onFound(found, verdictTimeout);
            case RouteResult.UnknownTopic(ApiRecord api) -> onUnknownTopic(api);
            case RouteResult.Undeployed(RouteResult.Found was) -> onUndeployed(was);
            case RouteResult.UnknownApi _ -> onUnknownApi();
            case RouteResult.Malformed(String why) ->
                refuse(CrossOrigin.NONE, Problem.BAD_REQUEST, "The request cannot be understood: " + why);
        }
    }

    /** No API can be there; a person who tries the address is told what it is. */
    private void welcome() {
        Answers answers = answers(CrossOrigin.NONE);
        if (method.equals(HttpMethod.OPTIONS) || method.equals(HttpMethod.HEAD)) {
            answers.options(METHODS);
        } else if (!method.equals(HttpMethod.GET)) {
            answers.methodNotAllowed(METHODS);
        } else {
            answers.json(WELCOME);
        }
    }

    /** The client has gone. */
    void onGone() {
        if (opening != null) {
            opening.onGone();
        }
    }

    /** Why there is no room for one more stream; {@code null} = there is. What opens no stream needs none. */
    private @Nullable NotNow crowd(Visitors.Visit visit) {
        if (!method.equals(HttpMethod.GET)) {
            return null;
        }
        NotNow why = loop.room().refusal(visit);
        if (why != null) {
            visit.turnAway();
            loop.streams().counters().onRefused(why.reason());
        }
        return why;
    }

    private void onFound(RouteResult.Found found, Duration verdictTimeout) {
        Answers answers = answers(CrossOrigin.lines(found.api().cors(), origin()));
        if (method.equals(HttpMethod.OPTIONS)) {
            preflight(found.api());
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            answers.methodNotAllowed(METHODS);
        } else if (!AcceptHeader.takesEventStream(headers.getAll(HttpHeaderNames.ACCEPT))) {
            answers.problem(Problem.NOT_ACCEPTABLE);
        } else {
            Optional<Asked> asked = AskedQuery.read(headers, target.query());
            if (asked.isEmpty()) {
                answers.problem(Problem.BAD_REQUEST, "since: earliest, latest, -N, a time");
            } else {
                admit(found, asked.get(), answers, verdictTimeout);
            }
        }
    }

    private void onUnknownTopic(ApiRecord api) {
        if (method.equals(HttpMethod.OPTIONS)) {
            preflight(api);
        } else {
            refuse(CrossOrigin.lines(api.cors(), origin()), Problem.NO_SUCH_TOPIC, null);
        }
    }

    /** A version may have been forgotten, or be gone: those are named that the client's credentials open. */
    private void onUnknownApi() {
        List<String> versions = loop.rights()
                .versionsAt(
                        target.path(),
                        transport,
                        found -> Credentials.of(
                                headers.getAll(found.api().auth().authorizationHeader()),
                                headers.getAll(TEST_KEY),
                                null));
        Problem problem = Problem.NO_SUCH_API;
        refuse(
                CrossOrigin.NONE,
                problem,
                versions.isEmpty()
                        ? null
                        : problem.description() + " Versions of it that you may use: " + String.join(", ", versions)
                                + '.');
    }

    /** Only a browser's {@code EventSource} needs to know it from an API that never was. */
    private void onUndeployed(RouteResult.Found was) {
        Optional<Asked> asked = AskedQuery.read(headers, target.query());
        if (!isNative || !method.equals(HttpMethod.GET) || asked.isEmpty()) {
            refuse(CrossOrigin.NONE, Problem.NO_SUCH_API, null);
            return;
        }
        Answers answers = answers(CrossOrigin.lines(was.api().cors(), origin()));
        judge(was, asked.get(), result -> {
            if (result instanceof AdmitResult.Admitted || result instanceof AdmitResult.Blocked) {
                notNow(answers, NotNow.UNDEPLOYED);
            } else {
                answers.refused(result);
            }
        });
    }

    private void notNow(Answers answers, NotNow why) {
        loop.streams().counters().onRefused(why.reason());
        answers.notNow(why, isNative, loop.streams().encoder());
    }

    private void preflight(ApiRecord api) {
        answers(CrossOrigin.preflight(api.cors(), api.auth(), origin())).options(METHODS);
    }

    /** A method that is not there is told before the API that is not. */
    private void refuse(String crossOrigin, Problem problem, @Nullable String description) {
        Answers answers = answers(crossOrigin);
        if (method.equals(HttpMethod.OPTIONS)) {
            answers.options(METHODS);
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            answers.methodNotAllowed(METHODS);
        } else {
            answers.problem(problem, description);
        }
    }

    private void admit(RouteResult.Found found, Asked asked, Answers answers, Duration verdictTimeout) {
        judge(found, asked, result -> {
            if (result instanceof AdmitResult.Admitted(Grant grant)) {
                open(found, grant, asked, answers, verdictTimeout);
            } else if (result instanceof AdmitResult.Blocked) {
                notNow(answers, NotNow.BLOCKED);
            } else {
                answers.refused(result);
            }
        });
    }

    /** Asks whether the client may have the stream; it is not answered if it has gone meanwhile. */
    private void judge(RouteResult.Found found, Asked asked, Consumer<AdmitResult> then) {
        loop.rights().admit(found, credentials(found, asked), context.executor(), result -> {
            if (context.channel().isActive()) {
                then.accept(result);
            }
        });
    }

    private Credentials credentials(RouteResult.Found found, Asked asked) {
        String ticket = AskedQuery.first(target.query(), TicketExchange.PARAMETER);
        return Credentials.of(
                headers.getAll(found.api().auth().authorizationHeader()),
                headers.getAll(TEST_KEY),
                ticket == null
                        ? null
                        : new Credentials.Ticket(
                                ticket, origin(), headers.get(HttpHeaderNames.HOST), asked instanceof Asked.After));
    }

    private void open(RouteResult.Found found, Grant grant, Asked asked, Answers answers, Duration verdictTimeout) {
        Channel channel = found.channel(grant.keyType());
        if (channel.isTooLong()) {
            answers.problem(Problem.URI_TOO_LONG);
            return;
        }
        if (method.equals(HttpMethod.HEAD)) {
            answers.headOnly();
            return;
        }
        ChannelRef ref = ChannelRef.of(
                channel, found.api().eventPartitions(), found.topic().target());
        StreamRequest request = new StreamRequest(
                ref, grant, found.api().streaming(), found.topic().streaming(), asked, isNative, answers);
        opening = new Opening(loop, context, request, verdictTimeout);
        opening.begin();
    }

    private @Nullable String origin() {
        return CrossOrigin.origin(headers);
    }

    private Answers answers(String crossOrigin) {
        return new Answers(context.channel(), crossOrigin, framing);
    }

    private record Welcome(String name, String description) {}
}
