package dev.sluice.publisher.api.edit;

import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.web.rest.Page;
import java.util.List;

/** An API's topics as creators see them: the contract's {@code TopicList}. */
record TopicListBody(int count, List<TopicBody> list, Page.Pagination pagination) {
    /** {@code name} is the topic's address. */
    record TopicBody(String id, String name, String mode, String description) {}

    static TopicListBody of(Design design) {
        List<TopicBody> topics = design.topics().stream()
                .map(topic -> new TopicBody(
                        topic.target(),
                        topic.target(),
                        "SUBSCRIBE",
                        design.docOf(topic).description()))
                .toList();
        return new TopicListBody(topics.size(), topics, Page.Pagination.whole(topics.size()));
    }
}
