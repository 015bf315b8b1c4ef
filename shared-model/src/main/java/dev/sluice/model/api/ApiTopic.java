package dev.sluice.model.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic of a deployed API.
 *
 * @param target its address, a {@code TopicPattern}
 * @param uriMapping the backend's path; {@code null} = the path that the client asked for
 * @param authType {@code Any}, or {@code None} = open to all
 */
public record ApiTopic(
        String target, @Nullable String uriMapping, String authType, List<String> scopes, TopicStreaming streaming) {
    public static final String OPEN = "None";

    public ApiTopic {
        requireNonNull(target, "target");
        scopes = scopes == null ? List.of() : List.copyOf(scopes);
        streaming = streaming == null ? TopicStreaming.DEFAULT : streaming;
    }

    public boolean isOpen() {
        return OPEN.equals(authType);
    }
}
