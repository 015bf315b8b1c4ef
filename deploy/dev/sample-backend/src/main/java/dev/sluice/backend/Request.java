package dev.sluice.backend;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One HTTP request.
 *
 * @param path as sent, still percent-encoded
 * @param query the last value of each name, decoded
 * @param headers with lower-case names
 */
record Request(
        String method,
        String path,
        Map<String, String> query,
        String version,
        Map<String, String> headers,
        String body) {
    Request {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    boolean isHttp11() {
        return version.equals("HTTP/1.1");
    }

    boolean keepAlive() {
        return isHttp11() && !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }

    Optional<String> lastEventId() {
        return Optional.ofNullable(headers.get("last-event-id"));
    }

    /** A whole number of the query, at least 1. */
    OptionalLong count(String name) {
        String value = query.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.matches("[1-9][0-9]{0,11}")) {
            throw new BadRequestException(name + " must be a whole number above 0, was '" + value + "'");
        }
        return OptionalLong.of(Long.parseLong(value));
    }
}
