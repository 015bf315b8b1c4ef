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
    private final References references;
    private final boolean v3;
    /** By the place of the list, to which many operations may refer: for those the same list, not an equal one. */
    private final Map<String, List<Located>> messagesByList = new LinkedHashMap<>();

    public Outline(Document document) {
        this.document = document;
        this.references = new References(document);
        this.v3 = document.version().isV3();
    }

    public Document document() {
        return document;
    }

    public References references() {
        return references;
    }

    public Located component(String kind) {
        return document.top().get("components").get(kind);
    }

    /** The servers of the document, without those that are only kept as components. */
    public List<Located> servers() {
        return resolved(document.top().get("servers"));
    }

    /** The channels of the document, by the same rule. */
    public List<Channel> channels() {
        return document.top().get("channels").entries().stream()
                .map(this::channel)
                .toList();
    }

    /** The operations of the document, in its order. */
    public List<Operation> operations() {
        return v3 ? operationsV3() : operationsV2();
    }

    private Channel channel(Located entry) {
        Located at = references.resolve(entry);
        return new Channel(entry, at, v3 ? at.get("address").text() : entry.name());
    }

    private List<Operation> operationsV2() {
        List<Operation> operations = new ArrayList<>();
        for (Channel channel : channels()) {
            for (String action : ACTIONS_V2) {
                Located operation = channel.at().get(action);
                if (operation.isObject()) {
                    operations.add(new Operation(operation, action, channel));
                }
            }
        }
        return operations;
    }

    private List<Operation> operationsV3() {
        List<Operation> operations = new ArrayList<>();
        for (Located operation : resolved(document.top().get("operations"))) {
            Located target = references.resolve(operation.get("channel"));
            Channel channel = new Channel(target, target, target.get("address").text());
            operations.add(new Operation(operation, operation.get("action").text(), channel));
        }
        return operations;
    }

    /** The messages of an operation, references followed; in 3.x all of its channel when it names none. */
    public List<Located> messages(Operation operation) {
        Located own = operation.at().get(v3 ? "messages" : "message");
        Located list = v3 && !own.exists() ? operation.channel().at().get("messages") : references.resolve(own);
        return messages(list);
    }

    private List<Located> messages(Located list) {
        return messagesByList.computeIfAbsent(list.pointer(), any -> v3 ? resolved(list) : alternatives(list));
    }

    private List<Located> alternatives(Located message) {
        if (message.get("oneOf").exists()) {
            return resolved(message.get("oneOf"));
        }
        return message.isObject() ? List.of(message) : List.of();
    }

    /** Every message of the document, each once: of components, channels and operations. */
    public Collection<Located> allMessages() {
        if (v3) {
            Stream.concat(channels().stream().map(Channel::at), component("channels").entries().stream())
                    .forEach(channel -> messages(channel.get("messages")));
        }
        operations().forEach(this::messages);
        List<Located> all = new ArrayList<>(resolved(component("messages")));
        messagesByList.values().forEach(all::addAll);
        Map<String, Located> once = new LinkedHashMap<>();
        all.forEach(message -> once.putIfAbsent(message.pointer(), message));
        return once.values();
    }

    private List<Located> resolved(Located container) {
        return container.entries().stream()
                .map(references::resolve)
                .filter(Located::exists)
                .toList();
    }
}
