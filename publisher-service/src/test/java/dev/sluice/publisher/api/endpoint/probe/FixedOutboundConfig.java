package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.publisher.api.endpoint.OutboundConfig;
import dev.sluice.testsupport.FixedTlsFiles;
import java.util.List;
import java.util.Optional;

/** @param listed empty = not set */
public record FixedOutboundConfig(boolean allowPrivate, List<String> listed, FixedTlsFiles tls)
        implements OutboundConfig {
    @Override
    public Optional<List<String>> allow() {
        return listed.isEmpty() ? Optional.empty() : Optional.of(listed);
    }
}
