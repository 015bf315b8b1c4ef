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

    HttpReply handle(Request request) {
        String path = request.path();
        return switch (request.method()) {
            case "GET" -> path.equals("/stats") ? HttpReply.json(statsJson()) : counted(request);
            case "POST" -> post(request);
            default -> HttpReply.text(405, "only GET and POST are served here");
        };
    }

    private HttpReply counted(Request request) {
        PathStats own = stats.computeIfAbsent(request.path(), _ -> new PathStats());
        own.requested(request);
        String path = request.path();
        if (path.equals("/memory")) {
            return new HttpReply.Stream(own, new MemoryStream());
        }
        if (path.startsWith("/prices/")) {
            return prices(request, own);
        }
        if (path.startsWith("/quiet/") || path.startsWith("/plain/")) {
            PublishedStream stream = published(path);
            return new HttpReply.Stream(own, connection -> stream.serve(connection, request.lastEventId()));
        }
        if (path.matches("/status/[2-5][0-9]{2}")) {
            return status(request);
        }
        return HttpReply.text(404, "nothing at " + path);
    }

    private HttpReply prices(Request request, PathStats own) {
        boolean[] first = {false};
        PriceSequence sequence = prices.computeIfAbsent(request.path(), path -> {
            PriceSequence started = PriceSequence.start(path.substring("/prices/".length()), request);
            first[0] = true;
            return started;
        });
        PriceStream stream = PriceStream.of(sequence, request, first[0]);
        return stream.isOver() ? new HttpReply.Answer(204, Map.of(), "") : new HttpReply.Stream(own, stream);
    }

    private static HttpReply status(Request request) {
        int code = Integer.parseInt(request.path().substring("/status/".length()));
        String retryAfter = request.query().get("retryAfter");
        HttpReply.Answer answer = HttpReply.text(code, "status " + code + ", as asked");
        return retryAfter == null
                ? answer
                : new HttpReply.Answer(code, Map.of("Retry-After", retryAfter), answer.body());
    }

    private HttpReply post(Request request) {
        String path = request.path();
        if (path.equals("/stats/reset")) {
            stats.values().forEach(PathStats::reset);
            return HttpReply.json("{}");
        }
        if (path.startsWith("/publish/quiet/") || path.startsWith("/publish/plain/")) {
            PublishedStream stream = published(path.substring("/publish".length()));
            return HttpReply.json(stream.publish(request.query().getOrDefault("type", ""), request.body()));
        }
        return HttpReply.text(404, "nothing to post to at " + path);
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
