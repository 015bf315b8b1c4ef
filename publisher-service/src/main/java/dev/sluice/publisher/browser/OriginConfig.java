package dev.sluice.publisher.browser;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** {@code sluice.publisher.origins}: from which pages a browser's requests may change something. */
@ConfigMapping(prefix = "sluice.publisher")
public interface OriginConfig {
    /** {@code https://portal.example.org}; none = the scheme, host and port that a request was sent to. */
    Optional<List<String>> origins();
}
