package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.access.AdmitResult;
import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.access.RequestCredentials;
import dev.sluice.gateway.fanout.ChannelRef;
import dev.sluice.gateway.protocol.HttpWriter;
import dev.sluice.gateway.protocol.ResponseHead.Header;
import dev.sluice.gateway.request.AcceptHeader;
import dev.sluice.gateway.route.RouteResult;
import dev.sluice.gateway.stream.LoopStreams;
import dev.sluice.gateway.stream.StartPosition;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Transport;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.RequestTarget;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.wire.Wire;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request for a stream: finds its topic, checks its rights and the limits, sets it up. Confined to its event loop. */
final class StreamExchange {
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final byte[] WELCOME = Wire.write(
            new Welcome(
                    "Sluice gateway",
                    "Streams of events (SSE): GET /<context>/<version>/<topic> with Authorization: Bearer <token> or ApiKey: <key>."));

    private final RequestContext shared;
    private final Transport transport;
    private final ChannelHandlerContext context;
    private final HttpMethod method;
    private final HttpHeaders headers;
    private final Caller caller;
    private final Target target;
    private final boolean isNative;
    private final CrossOrigin crossOrigin;
    private final HttpWriter http;
    private final long sinceNanos = System.nanoTime();
    private @Nullable StreamSetup setup;

    StreamExchange(
            RequestContext shared,
            Transport transport,
            ChannelHandlerContext context,
            HttpRequest request,
            Target target,
            InetAddress client) {
        this.shared = shared;
        this.transport = transport;
        this.context = context;
        this.method = request.method();
        this.headers = request.headers();
        this.caller = RequestCaller.of(client, headers);
        this.target = target;
        this.isNative = NativeEventSource.sent(headers);
        this.crossOrigin = new CrossOrigin(shared.settings().portals(), headers);
        this.http = HttpWriter.of(context.channel(), request.protocolVersion());
    }

    void begin(ConnectionCount.Slot slot) {
        if (target.path().equals("/")) {
            welcome();
            return;
        }
        if (method.equals(HttpMethod.OPTIONS)
                && crossOrigin.isOfPortal()
                && !shared.rights().isReady()) {
            // A refusal of the preflight would hide from the page why there is no stream.
            response(crossOrigin.sharedPreflight()).options(METHODS);
            return;
        }
        RetryableRefusal refusal = shared.rights().isReady() ? checkLimits(slot) : RetryableRefusal.NOT_READY;
        if (refusal != null) {
            // The API's rules are not applied, or not known yet: what is said is for every origin.
            response(crossOrigin.echo()).retryLater(refusal, isNative, streams().encoder());
            return;
        }
        switch (shared.rights().route(target.path(), target.query(), transport)) {
            case RouteResult.Found found -> onFound(found);
            case RouteResult.UnknownTopic(ApiRecord api) -> onUnknownTopic(api);
            case RouteResult.Undeployed(RouteResult.Found was) -> onUndeployed(was);
            case RouteResult.UnknownApi _ -> onUnknownApi();
            case RouteResult.Malformed(String why) ->
                refuse(Problem.BAD_REQUEST, "The request cannot be understood: " + why);
        }
    }

    /** No API can be there; a person who tries the address reads what it is. */
    private void welcome() {
        ResponseWriter response = response(crossOrigin.shared());
        if (method.equals(HttpMethod.OPTIONS)) {
            response(crossOrigin.sharedPreflight()).options(METHODS);
        } else if (method.equals(HttpMethod.HEAD)) {
            response.options(METHODS);
        } else if (!method.equals(HttpMethod.GET)) {
            response.methodNotAllowed(METHODS);
        } else {
            response.json(WELCOME);
        }
    }

    /** The client has gone. */
    void onGone() {
        if (setup != null) {
            setup.onGone();
        }
    }

    /** Returns why the limits allow no more stream; {@code null} = they do. A request that opens no stream needs no leave. */
    private @Nullable RetryableRefusal checkLimits(ConnectionCount.Slot slot) {
        if (!method.equals(HttpMethod.GET)) {
            return null;
        }
        RetryableRefusal why = shared.limits().refusal(slot);
        if (why != null) {
            slot.release();
            streams().counters().onRefused(why.reason());
        }
        return why;
    }

    private void onFound(RouteResult.Found found) {
        ResponseWriter response = response(crossOrigin.headers(found.api().cors()));
        if (method.equals(HttpMethod.OPTIONS)) {
            preflight(found.api());
        } else if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            response.methodNotAllowed(METHODS);
        } else if (!AcceptHeader.takesEventStream(headers.getAll(HttpHeaderNames.ACCEPT))) {
            response.problem(Problem.NOT_ACCEPTABLE);
        } else {
            query(response).ifPresent(query -> admit(found, query, response));
        }
    }

    /** Returns what the request says of its stream; empty when that cannot be understood, and has been refused. */
    private Optional<StreamQuery> query(ResponseWriter response) {
        try {
            return Optional.of(StreamQuery.read(headers, target.query()));
        } catch (IllegalArgumentException wrong) {
            response.problem(Problem.BAD_REQUEST, wrong.getMessage());
            return Optional.empty();
        }
    }

    private void onUnknownTopic(ApiRecord api) {
        if (method.equals(HttpMethod.OPTIONS)) {
            preflight(api);
        } else {
            refuse(crossOrigin.headers(api.cors()), Problem.NO_SUCH_TOPIC, null);
        }
    }

    /** A version may have been forgotten, or be gone: those are named that the client's credentials open. */
    private void onUnknownApi() {
        List<String> versions = shared.rights()
                .versionsAt(
                        target.path(),
                        transport,
                        found -> CredentialsReader.read(headers, found.api().auth(), target.query(), null),
                        caller);
        Problem problem = Problem.NO_SUCH_API;
        refuse(
                problem,
                versions.isEmpty()
                        ? null
                        : problem.description() + " Versions of it that you may use: " + String.join(", ", versions)
                                + '.');
    }

    /** Only a browser's {@code EventSource} needs to know it from an API that never was. */
    private void onUndeployed(RouteResult.Found was) {
        Optional<StartPosition> position = StartQuery.read(headers, target.query());
        if (!isNative || !method.equals(HttpMethod.GET) || position.isEmpty()) {
            refuse(Problem.NO_SUCH_API, null);
            return;
        }
        ResponseWriter response = response(crossOrigin.headers(was.api().cors()));
        decide(was, position.get(), result -> {
            if (result instanceof AdmitResult.Admitted || result instanceof AdmitResult.Blocked) {
                retryLater(response, RetryableRefusal.UNDEPLOYED);
            } else if (result instanceof AdmitResult.NotYet) {
                retryLater(response, RetryableRefusal.NOT_READY);
            } else {
                response.refused(result);
            }
        });
    }

    private void retryLater(ResponseWriter response, RetryableRefusal why) {
        streams().counters().onRefused(why.reason());
        response.retryLater(why, isNative, streams().encoder());
    }

    private void preflight(ApiRecord api) {
        response(crossOrigin.preflight(api.cors(), api.auth())).options(METHODS);
    }

    /** Where there is no API. */
    private void refuse(Problem problem, @Nullable String description) {
        if (method.equals(HttpMethod.OPTIONS)) {
            response(crossOrigin.sharedPreflight()).options(METHODS);
        } else {
            refuse(crossOrigin.shared(), problem, description);
        }
    }

    /** A method that is not allowed is refused before the API or the topic that is not there. */
    private void refuse(List<Header> readable, Problem problem, @Nullable String description) {
        ResponseWriter response = response(readable);
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            response.methodNotAllowed(METHODS);
        } else {
            response.problem(problem, description);
        }
    }

    private void admit(RouteResult.Found found, StreamQuery query, ResponseWriter response) {
        decide(found, query.position(), result -> {
            if (result instanceof AdmitResult.Admitted(Grant grant)) {
                open(found, grant, query, response);
            } else if (result instanceof AdmitResult.Blocked) {
                retryLater(response, RetryableRefusal.BLOCKED);
            } else if (result instanceof AdmitResult.NotYet) {
                retryLater(response, RetryableRefusal.NOT_READY);
            } else {
                response.refused(result);
            }
        });
    }

    /** Decides whether the client may have the stream; one that has gone meanwhile gets no response. */
    private void decide(RouteResult.Found found, StartPosition position, Consumer<AdmitResult> then) {
        Executor loop = shared.errors().loopOf(context);
        shared.rights().admit(found, credentials(found, position), caller, loop, result -> {
            if (context.channel().isActive()) {
                then.accept(result);
            }
        });
    }

    private RequestCredentials credentials(RouteResult.Found found, StartPosition position) {
        String ticket = RequestTarget.own(target.query()).get(TicketExchange.PARAMETER);
        return CredentialsReader.read(
                headers,
                found.api().auth(),
                target.query(),
                ticket == null
                        ? null
                        : new RequestCredentials.Ticket(
                                ticket,
                                crossOrigin.origin(),
                                headers.get(HttpHeaderNames.HOST),
                                position instanceof StartPosition.After));
    }

    private void open(RouteResult.Found found, Grant grant, StreamQuery query, ResponseWriter response) {
        Channel channel = found.channel(grant.keyType());
        if (channel.isTooLong()) {
            response.problem(Problem.URI_TOO_LONG);
            return;
        }
        if (method.equals(HttpMethod.HEAD)) {
            response.headOnly();
            return;
        }
        ChannelRef ref = ChannelRef.of(
                channel, found.api().eventPartitions(), found.topic().target());
        StreamRequest request = new StreamRequest(
                ref, grant, found.api().streaming(), found.topic().streaming(), query, isNative, sinceNanos, response);
        setup = new StreamSetup(shared, context, request);
        setup.begin();
    }

    private LoopStreams streams() {
        return shared.delivery().streams();
    }

    private ResponseWriter response(List<Header> readable) {
        return new ResponseWriter(http, readable);
    }

    private record Welcome(String name, String description) {}
}
