package dev.sluice.publisher.api.document;

import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.api.endpoint.OutboundClients;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * The documents of forms: sent with them, or fetched from where they say, at most {@value #MAX_AT_ONCE} at once. Blocks its
 * thread, which is a virtual one; call it outside of transactions.
 */
@Singleton
class Uploads {
    static final int MAX_AT_ONCE = 4;

    private static final String URL = "url";
    private static final int MAX_URL = 2_000;

    private final OutboundClients clients;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);

    Uploads(OutboundClients clients) {
        this.clients = clients;
    }

    /** @param text a part that is no file; {@code null} = it was not sent, as the others */
    Upload read(@Nullable String text, @Nullable FileUpload file, @Nullable String url) {
        if (url == null || url.isBlank()) {
            return Upload.read(text, file);
        }
        if (file != null || (text != null && !text.isBlank())) {
            return Upload.wrong(URL, "is sent beside the document itself: only one of the two");
        }
        if (url.length() > MAX_URL) {
            return Upload.wrong(URL, "has at most " + MAX_URL + " characters");
        }
        return switch (OutboundUrl.of(url.strip())) {
            case OutboundUrl.Bad(String reason) -> Upload.wrong(URL, reason);
            case OutboundUrl.Good(URI good) -> fetched(good);
        };
    }

    private Upload fetched(URI url) {
        if (!free.tryAcquire()) {
            return new Upload.Wrong(Refusal.of(
                    PublisherProblem.FETCHES_BUSY, "Other documents are being fetched; try again in a few seconds."));
        }
        try {
            return switch (clients.ask((vertx, connections) -> new DocumentFetch(vertx, connections).from(url))) {
                case DocumentFetch.Result.Failed(String reason) -> Upload.wrong(URL, "cannot be fetched: " + reason);
                case DocumentFetch.Result.Fetched(byte[] bytes) -> Upload.of(bytes, URL);
            };
        } finally {
            free.release();
        }
    }
}
