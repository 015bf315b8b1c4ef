package dev.sluice.model.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic as documents show it.
 *
 * @param target its address: {@code /prices/{symbol}}
 * @param title a few words; {@code null} = none
 * @param summary of what a client receives; empty = none
 * @param description of the topic; empty = none
 * @param authType {@code Any}, or {@code None} = open to all
 * @param scopes of which a token needs one; empty = no scope is needed
 * @param tags names
 * @param parameters of the template, in any order
 * @param messages names of the messages that it carries
 */
public record DesignTopic(
        String target,
        @Nullable String title,
        String summary,
        String description,
        String authType,
        List<String> scopes,
        List<String> tags,
        List<TopicParameter> parameters,
        List<String> messages) {
    public DesignTopic {
        target = Bounds.required("topics.target", target);
        title = Bounds.optional("topics.title", title);
        summary = Bounds.text("topics.summary", summary, Bounds.LONG);
        description = Bounds.text("topics.description", description, Bounds.LONG);
        authType = authType == null ? "Any" : Bounds.text("topics.authType", authType, Bounds.SHORT);
        scopes = Bounds.list("topics.scopes", scopes);
        tags = Bounds.list("topics.tags", tags);
        parameters = Bounds.list("topics.parameters", parameters);
        messages = Bounds.list("topics.messages", messages);
    }

    /** Returns whether clients need no credentials. */
    public boolean isOpen() {
        return "None".equals(authType);
    }
}
