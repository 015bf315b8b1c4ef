package dev.sluice.publisher.developer.catalogue;

import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.web.rest.Page;
import java.util.List;

/** The topics of an API as the developer portal shows them: the contract's {@code TopicList}. */
record CatalogueTopicsBody(int count, List<Topic> list, Page.Pagination pagination) {
    record Topic(String apiId, String name, String type) {}

    static CatalogueTopicsBody of(ApiEntity api) {
        List<Topic> topics = api.design().topics().stream()
                .map(topic -> new Topic(api.id().toString(), topic.target(), "SUBSCRIBE"))
                .toList();
        return new CatalogueTopicsBody(topics.size(), topics, Page.Pagination.whole(topics.size()));
    }
}
