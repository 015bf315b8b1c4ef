package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.model.eventstream.EventStreamHead;
import java.util.ArrayList;
import java.util.List;

/** What an API's owner should know before its backend is published, in words. */
final class Warnings {
    static final String TOKEN_LEFT_OUT = "asked without the endpoint's credentials: only relays get OAUTH tokens";

    private Warnings() {}

    static List<String> of(ProbeResult.Body body, Findings findings, boolean isTokenLeftOut) {
        List<String> warnings = new ArrayList<>();
        if (isTokenLeftOut) {
            warnings.add(TOKEN_LEFT_OUT);
        }
        if (!EventStreamHead.isEventStream(body.contentType())) {
            warnings.add("the content type is not text/event-stream: relays refuse it");
        }
        if (body.isEncoded()) {
            warnings.add("the answer is encoded, as by gzip, though asked not to be: relays refuse it");
        }
        ofEnd(body.stream(), warnings);
        if (findings.ids() == IdStyle.NONE) {
            warnings.add("the events have no ids: what is sent while a connection is lost is missed");
        }
        ofResumption(findings.resumption(), warnings);
        return List.copyOf(warnings);
    }

    private static void ofEnd(StreamSample stream, List<String> warnings) {
        boolean isEmpty = stream.events().isEmpty();
        switch (stream.end()) {
            case TOO_MANY_BYTES ->
                warnings.add(
                        isEmpty
                                ? "no event has ended within the first 64 KiB: a line or an event is too long to be looked at"
                                : "64 KiB were read before the third event had ended: events are large");
            case TIME_IS_UP -> {
                if (isEmpty) {
                    warnings.add("no event came within 5 s");
                }
            }
            case ENDED -> warnings.add("the backend has ended the stream: relays ask again, and again");
            case ENOUGH, NOT_READ -> {}
        }
    }

    private static void ofResumption(Resumption resumption, List<String> warnings) {
        switch (resumption) {
            case REPEATS -> warnings.add("Last-Event-ID is answered with events sent before: relays leave them out");
            case IGNORED ->
                warnings.add("Last-Event-ID is not heeded: what is sent while a connection is lost is missed");
            case YES, UNKNOWN -> {}
        }
    }
}
