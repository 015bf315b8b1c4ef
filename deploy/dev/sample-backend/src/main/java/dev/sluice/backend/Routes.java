package dev.sluice.backend;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** Which path is served by what. Any thread may ask. */
final class Routes {
    private final Map<String, PathStats> stats = new ConcurrentSkipListMap<>();
    private final Map<String, PriceSequence> prices = new ConcurrentHashMap<>();
    private final Map<String, PublishedStream> published = new ConcurrentHashMap<>();

    Reply handle(Request request) {
        String path = request.path();
        return switch (request.method()) {
            case "GET" -> path.equals("/stats") ? Reply.json(statsJson()) : counted(request);
            case "POST" -> post(request);
            default -> Reply.text(405, "only GET and POST are served here");
        };
    }

    private Reply counted(Request request) {
        PathStats own = stats.computeIfAbsent(request.path(), _ -> new PathStats());
        own.requested(request);
        String path = request.path();
        if (path.equals("/memory")) {
            return new Reply.Stream(own, new MemoryStream());
        }
        if (path.startsWith("/prices/")) {
            return prices(request, own);
        }
        if (path.startsWith("/quiet/") || path.startsWith("/plain/")) {
            PublishedStream stream = published(path);
            return new Reply.Stream(own, connection -> stream.serve(connection, request.lastEventId()));
        }
        if (path.matches("/status/[2-5][0-9]{2}")) {
            return status(request);
        }
        return Reply.text(404, "nothing at " + path);
    }

    private Reply prices(Request request, PathStats own) {
        boolean[] first = {false};
        PriceSequence sequence = prices.computeIfAbsent(request.path(), path -> {
            PriceSequence started = PriceSequence.start(path.substring("/prices/".length()), request);
            first[0] = true;
            return started;
        });
        PriceStream stream = PriceStream.of(sequence, request, first[0]);
        return stream.isOver() ? new Reply.Answer(204, Map.of(), "") : new Reply.Stream(own, stream);
    }

    private static Reply status(Request request) {
        int code = Integer.parseInt(request.path().substring("/status/".length()));
        String retryAfter = request.query().get("retryAfter");
        Reply.Answer answer = Reply.text(code, "status " + code + ", as asked");
        return retryAfter == null ? answer : new Reply.Answer(code, Map.of("Retry-After", retryAfter), answer.body());
    }

    private Reply post(Request request) {
        String path = request.path();
        if (path.equals("/stats/reset")) {
            stats.values().forEach(PathStats::reset);
            return Reply.json("{}");
        }
        if (path.startsWith("/publish/quiet/") || path.startsWith("/publish/plain/")) {
            PublishedStream stream = published(path.substring("/publish".length()));
            return Reply.json(stream.publish(request.query().getOrDefault("type", ""), request.body()));
        }
        return Reply.text(404, "nothing to post to at " + path);
    }

    private PublishedStream published(String path) {
        return published.computeIfAbsent(path, _ -> new PublishedStream(path.startsWith("/quiet/")));
    }

    private String statsJson() {
        return stats.entrySet().stream()
                .map(entry ->
                        Json.string(entry.getKey()) + ":" + entry.getValue().json())
                .collect(Collectors.joining(",", "{\"paths\":{", "}}"));
    }
}
