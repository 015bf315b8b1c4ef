package dev.sluice.gateway.http;

import dev.sluice.gateway.access.AdmitResult;
import dev.sluice.gateway.access.Credentials;
import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.fanout.ChannelRef;
import dev.sluice.gateway.route.RouteResult;
import dev.sluice.gateway.stream.Asked;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.problem.Problem;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes one request from a connection, finds its topic, asks whether it may have it, and opens the stream. It leaves the
 * connection when the stream is open. Confined to the connection's event loop.
 */
final class RequestHandler extends ChannelInboundHandlerAdapter {
    private static final int MAX_HEADERS = 100;
    private static final long HEAD_MILLIS = Duration.ofSeconds(10).toMillis();

    private final DataLoop loop;
    private final Duration verdictTimeout;
    private @Nullable Future<?> headDeadline;
    private @Nullable Opening opening;
    private boolean taken;

    RequestHandler(DataLoop loop, Duration verdictTimeout) {
        this.loop = loop;
        this.verdictTimeout = verdictTimeout;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        headDeadline = context.executor().schedule(() -> context.close(), HEAD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest request && !taken) {
                taken = true;
                cancelDeadline();
                onRequest(context, request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelDeadline();
        if (opening != null) {
            opening.onGone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.onConnectionFailure(cause);
        context.close();
    }

    private void onRequest(ChannelHandlerContext context, HttpRequest request) {
        Throwable failure = request.decoderResult().cause();
        if (failure != null || request.headers().size() > MAX_HEADERS) {
            boolean tooLong = failure instanceof TooLongHttpLineException;
            Answers.problem(context.channel(), tooLong ? Problem.URI_TOO_LONG : Problem.BAD_REQUEST);
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            Answers.options(context.channel());
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            Answers.problem(context.channel(), Problem.METHOD_NOT_ALLOWED);
        } else if (!loop.rights().isReady()) {
            Answers.problem(context.channel(), Problem.NOT_READY);
        } else {
            route(context, request);
        }
    }

    private void route(ChannelHandlerContext context, HttpRequest request) {
        String target = originForm(request.uri());
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? null : target.substring(question + 1);
        switch (loop.rights().route(path, query)) {
            case RouteResult.Found found -> admit(context, request, query, found, false);
            case RouteResult.UnknownApi _ -> Answers.problem(context.channel(), Problem.NO_SUCH_API);
            case RouteResult.UnknownTopic _ -> Answers.problem(context.channel(), Problem.NO_SUCH_TOPIC);
            case RouteResult.Malformed(String why) ->
                Answers.problem(context.channel(), Problem.BAD_REQUEST, "The request cannot be understood: " + why);
        }
    }

    private void admit(
            ChannelHandlerContext context,
            HttpRequest request,
            @Nullable String query,
            RouteResult.Found found,
            boolean askedAgain) {
        String header = found.api().auth().authorizationHeader();
        Credentials credentials = Credentials.ofHeader(request.headers().getAll(header));
        switch (loop.rights().decide(found, credentials)) {
            case AdmitResult.Admitted(Grant grant) -> open(context, request, query, found, grant);
            case AdmitResult.MissingCredentials _ -> Answers.problem(context.channel(), Problem.MISSING_CREDENTIALS);
            case AdmitResult.InvalidCredentials _ -> Answers.problem(context.channel(), Problem.INVALID_CREDENTIALS);
            case AdmitResult.Forbidden(String why) -> Answers.problem(context.channel(), Problem.FORBIDDEN, why);
            case AdmitResult.Blocked _ -> Answers.problem(context.channel(), Problem.API_BLOCKED);
            case AdmitResult.UnknownKeyId _ -> {
                if (askedAgain) {
                    Answers.problem(context.channel(), Problem.INVALID_CREDENTIALS);
                } else {
                    loop.rights()
                            .readToPresentEnd()
                            .thenRun(() ->
                                    context.executor().execute(() -> admit(context, request, query, found, true)));
                }
            }
        }
    }

    private void open(
            ChannelHandlerContext context,
            HttpRequest request,
            @Nullable String query,
            RouteResult.Found found,
            Grant grant) {
        Channel channel = found.channel(grant.keyType());
        if (channel.isTooLong()) {
            Answers.problem(context.channel(), Problem.URI_TOO_LONG);
            return;
        }
        Optional<Asked> asked = AskedQuery.read(request.headers(), query);
        if (asked.isEmpty()) {
            Answers.problem(context.channel(), Problem.BAD_REQUEST, "since: earliest, latest, -N, a time");
            return;
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            Answers.headOnly(context.channel());
            return;
        }
        if (!context.channel().isActive()) {
            return;
        }
        ChannelRef ref = ChannelRef.of(
                channel, found.api().eventPartitions(), found.topic().target());
        opening = new Opening(
                loop,
                context,
                new StreamRequest(
                        ref,
                        grant,
                        found.api().streaming(),
                        found.topic().streaming(),
                        asked.get(),
                        NativeEventSource.sent(request.headers())),
                verdictTimeout);
        opening.begin();
    }

    private void cancelDeadline() {
        if (headDeadline != null) {
            headDeadline.cancel(false);
            headDeadline = null;
        }
    }

    /** The target without scheme and authority, which a proxy's client may send. */
    private static String originForm(String uri) {
        if (uri.startsWith("/")) {
            return uri;
        }
        int authority = uri.indexOf("://");
        int slash = authority < 0 ? -1 : uri.indexOf('/', authority + 3);
        return slash < 0 ? uri : uri.substring(slash);
    }
}
