package dev.sluice.definition.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parts of a document, whichever generation of the specification it is written in; references are followed. */
public final class Outline {
    private static final List<String> ACTIONS_V2 = List.of("publish", "subscribe");

    private final Document document;
    private final DocumentReferences references;
    private final boolean v3;
    /** By the place of the list, to which many operations may refer: for those the same list, not an equal one. */
    private final Map<String, List<LocatedNode>> messagesByList = new LinkedHashMap<>();

    public Outline(Document document) {
        this.document = document;
        this.references = new DocumentReferences(document);
        this.v3 = document.version().isV3();
    }

    public Document document() {
        return document;
    }

    public DocumentReferences references() {
        return references;
    }

    public LocatedNode component(String kind) {
        return document.top().get("components").get(kind);
    }

    /** The servers of the document, without those that are only kept as components. */
    public List<LocatedNode> servers() {
        return resolved(document.top().get("servers"));
    }

    /** The channels of the document, by the same rule. */
    public List<DocumentChannel> channels() {
        return document.top().get("channels").entries().stream()
                .map(this::channel)
                .toList();
    }

    /** The operations of the document, in its order. */
    public List<DocumentOperation> operations() {
        return v3 ? operationsV3() : operationsV2();
    }

    private DocumentChannel channel(LocatedNode entry) {
        LocatedNode at = references.resolve(entry);
        return new DocumentChannel(entry, at, v3 ? at.get("address").text() : entry.name());
    }

    private List<DocumentOperation> operationsV2() {
        List<DocumentOperation> operations = new ArrayList<>();
        for (DocumentChannel channel : channels()) {
            for (String action : ACTIONS_V2) {
                LocatedNode operation = channel.at().get(action);
                if (operation.isObject()) {
                    operations.add(new DocumentOperation(operation, action, channel));
                }
            }
        }
        return operations;
    }

    private List<DocumentOperation> operationsV3() {
        List<DocumentOperation> operations = new ArrayList<>();
        for (LocatedNode operation : resolved(document.top().get("operations"))) {
            LocatedNode target = references.resolve(operation.get("channel"));
            DocumentChannel channel =
                    new DocumentChannel(target, target, target.get("address").text());
            operations.add(
                    new DocumentOperation(operation, operation.get("action").text(), channel));
        }
        return operations;
    }

    /** The messages of an operation, references followed; in 3.x all of its channel when it names none. */
    public List<LocatedNode> messages(DocumentOperation operation) {
        LocatedNode own = operation.at().get(v3 ? "messages" : "message");
        LocatedNode list = v3 && !own.exists() ? operation.channel().at().get("messages") : references.resolve(own);
        return messages(list);
    }

    private List<LocatedNode> messages(LocatedNode list) {
        return messagesByList.computeIfAbsent(list.pointer(), any -> v3 ? resolved(list) : alternatives(list));
    }

    private List<LocatedNode> alternatives(LocatedNode message) {
        if (message.get("oneOf").exists()) {
            return resolved(message.get("oneOf"));
        }
        return message.isObject() ? List.of(message) : List.of();
    }

    /** Every message of the document, each once: of components, channels and operations. */
    public Collection<LocatedNode> allMessages() {
        if (v3) {
            Stream.concat(channels().stream().map(DocumentChannel::at), component("channels").entries().stream())
                    .forEach(channel -> messages(channel.get("messages")));
        }
        operations().forEach(this::messages);
        List<LocatedNode> all = new ArrayList<>(resolved(component("messages")));
        messagesByList.values().forEach(all::addAll);
        Map<String, LocatedNode> once = new LinkedHashMap<>();
        all.forEach(message -> once.putIfAbsent(message.pointer(), message));
        return once.values();
    }

    private List<LocatedNode> resolved(LocatedNode container) {
        return container.entries().stream()
                .map(references::resolve)
                .filter(LocatedNode::exists)
                .toList();
    }
}
