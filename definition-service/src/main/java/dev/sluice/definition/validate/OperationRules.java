package dev.sluice.definition.validate;

import dev.sluice.definition.document.DocumentReferences;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import java.util.List;
import java.util.stream.Stream;

/** In 3.x an operation names a channel of the document, and messages of that channel. */
final class OperationRules implements Rule {
    private static final String MESSAGES = "operation-messages-from-referred-channel";

    @Override
    public void check(Outline outline, FindingList findings) {
        if (!outline.document().version().isV3()) {
            return;
        }
        List<LocatedNode> operations =
                outline.document().top().get("operations").entries();
        for (LocatedNode operation : operations) {
            if (!DocumentReferences.isReference(operation.node()) && operation.isObject()) {
                channel(operation, findings);
            }
        }
        Stream.concat(operations.stream(), outline.component("operations").entries().stream())
                .filter(LocatedNode::isObject)
                .filter(operation -> !DocumentReferences.isReference(operation.node()))
                .forEach(operation -> {
                    messages(operation, findings);
                    LocatedNode reply = operation.get("reply");
                    if (reply.get("channel").exists()) {
                        messages(reply, findings);
                    }
                });
    }

    private static void channel(LocatedNode operation, FindingList findings) {
        LocatedNode channel = operation.get("channel");
        if (channel.exists() && !DocumentReferences.ref(channel).contains("#/channels/")) {
            findings.error(
                    "required-operation-channel-unambiguity",
                    channel,
                    "an operation refers to a channel of the document: $ref: '#/channels/...'");
        }
    }

    /** By the letter of the references, as the specification asks: the message must be reached through the channel. */
    private static void messages(LocatedNode operation, FindingList findings) {
        String channel = DocumentReferences.ref(operation.get("channel"));
        for (LocatedNode message : operation.get("messages").entries()) {
            String ref = DocumentReferences.ref(message);
            if (channel.isEmpty() || !ref.startsWith(channel + "/messages/")) {
                findings.error(
                        MESSAGES,
                        message,
                        channel.isEmpty()
                                ? "the messages of an operation are those of its channel, and it refers to none"
                                : "the message must be one of the channel's: " + channel + "/messages/...");
            }
        }
    }
}
