package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.access.AdmitResult;
import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.access.IssuedTicket;
import dev.sluice.gateway.access.RequestCredentials;
import dev.sluice.gateway.control.Rights;
import dev.sluice.gateway.protocol.ConnectionErrors;
import dev.sluice.gateway.protocol.HttpWriter;
import dev.sluice.gateway.protocol.ResponseHead.Header;
import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.route.RouteResult;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.Transport;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.wire.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /sluice/tickets}: an application shows its token or API key, or a tester his test key, and names a stream; the
 * response is a URL that a browser's {@code EventSource} can open. Confined to its event loop.
 */
public final class TicketExchange {
    public static final String PATH = "/sluice/tickets";
    static final String PARAMETER = "ticket";

    private static final String METHODS = "POST, OPTIONS";
    private static final String AUTHORIZATION = "Authorization";
    /** A path of 2 KiB, an origin, and room. */
    private static final int MAX_BODY_BYTES = 4 * 1024;
    /** Read and thrown away, since a client that is still sending would not see the response. */
    private static final int MAX_DISCARDED_BYTES = 64 * 1024;

    private final Rights rights;
    private final ConnectionErrors errors;
    private final Transport transport;
    private final ChannelHandlerContext context;
    private final HttpWriter http;
    private final HttpMethod method;
    private final HttpHeaders headers;
    private final Caller caller;
    private final CrossOrigin crossOrigin;
    private final PortalOrigins portals;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int received;

    TicketExchange(
            RequestContext shared,
            Transport transport,
            ChannelHandlerContext context,
            HttpRequest request,
            InetAddress client) {
        this.rights = shared.rights();
        this.errors = shared.errors();
        this.transport = transport;
        this.context = context;
        this.http = HttpWriter.of(context.channel(), HttpVersion.HTTP_1_1);
        this.method = request.method();
        this.headers = request.headers();
        this.caller = RequestCaller.of(client, headers);
        this.portals = shared.settings().portals();
        this.crossOrigin = new CrossOrigin(portals, headers);
        if (HttpUtil.is100ContinueExpected(request)) {
            http.sendContinue();
        }
    }

    /** Takes a part of the body, and returns whether that was all. */
    boolean onContent(HttpContent content) {
        append(content.content());
        if (!(content instanceof LastHttpContent) && received <= MAX_DISCARDED_BYTES) {
            return false;
        }
        if (received > MAX_BODY_BYTES) {
            response(sharedHeaders()).problem(Problem.BODY_TOO_LARGE, "At most " + MAX_BODY_BYTES + " bytes.");
        } else {
            onRequest();
        }
        return true;
    }

    private void append(ByteBuf part) {
        received += part.readableBytes();
        if (received > MAX_BODY_BYTES) {
            return;
        }
        try {
            part.getBytes(part.readerIndex(), body, part.readableBytes());
        } catch (IOException impossible) {
            throw new IllegalStateException("memory takes every byte", impossible);
        }
    }

    private void onRequest() {
        if (method.equals(HttpMethod.OPTIONS)) {
            response(preflightHeaders()).options(METHODS);
        } else if (!method.equals(HttpMethod.POST)) {
            response(sharedHeaders()).methodNotAllowed(METHODS);
        } else if (!rights.issuesTickets()) {
            response(sharedHeaders()).problem(Problem.NO_TICKETS);
        } else if (!rights.isReady()) {
            response(crossOrigin.echo()).problem(Problem.NOT_READY);
        } else {
            read().ifPresent(this::onWanted);
        }
    }

    /** Returns the request; empty when it is malformed, and has been refused. */
    private Optional<TicketRequest> read() {
        try {
            return Optional.of(TicketRequest.read(body.toByteArray(), crossOrigin.origin()));
        } catch (IllegalArgumentException wrong) {
            response(sharedHeaders()).problem(Problem.BAD_REQUEST, wrong.getMessage());
            return Optional.empty();
        }
    }

    private void onWanted(TicketRequest wanted) {
        Target target = Target.of(wanted.path());
        switch (rights.route(target.path(), target.query(), transport)) {
            case RouteResult.Found found -> onFound(wanted, found);
            case RouteResult.UnknownTopic unknown ->
                response(crossOrigin.headers(unknown.api().cors())).problem(Problem.NO_SUCH_TOPIC);
            case RouteResult.Undeployed _, RouteResult.UnknownApi _ ->
                response(sharedHeaders()).problem(Problem.NO_SUCH_API);
            case RouteResult.Malformed(String why) ->
                response(sharedHeaders()).problem(Problem.BAD_REQUEST, "path cannot be understood: " + why);
        }
    }

    private void onFound(TicketRequest wanted, RouteResult.Found found) {
        ResponseWriter response = response(crossOrigin.headers(found.api().cors()));
        RequestCredentials credentials = RequestCredentials.of(
                headers.getAll(AUTHORIZATION),
                headers.getAll(RequestCredentials.TEST_KEY),
                CredentialsReader.apiKeys(headers, found.api().auth(), null),
                null);
        rights.admit(found, credentials, caller, errors.loopOf(context), result -> {
            if (!context.channel().isActive()) {
                return;
            }
            if (result instanceof AdmitResult.Admitted(Grant grant)) {
                issue(wanted, found, grant, response);
            } else {
                response.refused(result);
            }
        });
    }

    private void issue(TicketRequest wanted, RouteResult.Found found, Grant grant, ResponseWriter response) {
        String pages = wanted.origin();
        if (pages != null
                && !RequestCredentials.isSameOrigin(pages, headers.get(HttpHeaderNames.HOST))
                && !portals.allow(pages)
                && !found.api().cors().allows(pages)) {
            response.problem(Problem.FORBIDDEN, "The API's cross-origin rules do not allow pages of this origin.");
            return;
        }
        if (found.channel(grant.keyType()).isTooLong()) {
            response.problem(Problem.URI_TOO_LONG);
            return;
        }
        Optional<IssuedTicket> issued = rights.ticket(found, grant, pages);
        if (issued.isEmpty()) {
            response.problem(Problem.BAD_REQUEST, "The topic is open to everybody: no ticket is needed.");
            return;
        }
        response.json(Wire.write(shown(wanted, issued.get())));
    }

    private static Map<String, String> shown(TicketRequest wanted, IssuedTicket issued) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("ticket", issued.text());
        shown.put("url", wanted.pathWith(PARAMETER + '=' + issued.text()));
        shown.put(
                "connectBefore",
                Instant.ofEpochMilli(issued.connectBeforeMillis()).toString());
        shown.put("expiresAt", Instant.ofEpochMilli(issued.expiresAtMillis()).toString());
        return shown;
    }

    /** While it is not known which API is meant: pages that any API allows may read why. */
    private List<Header> sharedHeaders() {
        return isAllowedByAny() ? crossOrigin.echo() : crossOrigin.shared();
    }

    private List<Header> preflightHeaders() {
        return crossOrigin.preflight(crossOrigin.isOfPortal() || isAllowedByAny(), List.of("POST"), requestHeaders());
    }

    /** Which API is meant is not known before the body: the header of any API's keys may be sent. */
    private List<String> requestHeaders() {
        List<String> names = new ArrayList<>(
                List.of(AUTHORIZATION, ApiAuth.DEFAULT.apiKeyHeader(), RequestCredentials.TEST_KEY, "Content-Type"));
        for (String wanted : headers.getAllAsString(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)) {
            for (String name : wanted.split(",", -1)) {
                String header = name.strip();
                if (names.stream().noneMatch(header::equalsIgnoreCase) && rights.isKeyHeader(header)) {
                    names.add(header);
                }
            }
        }
        return names;
    }

    private boolean isAllowedByAny() {
        String origin = crossOrigin.origin();
        return origin != null && rights.allowsOrigin(origin);
    }

    private ResponseWriter response(List<Header> readable) {
        return new ResponseWriter(http, readable);
    }
}
