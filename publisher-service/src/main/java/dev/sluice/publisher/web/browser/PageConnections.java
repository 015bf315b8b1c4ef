package dev.sluice.publisher.web.browser;

import java.util.List;

/** Where pages may connect to besides their own origin. */
public interface PageConnections {
    /** Returns origins, as a content security policy has them: {@code https://localhost:8243}. */
    List<String> origins();
}
