package dev.sluice.testsupport;

import dev.sluice.outbound.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a test configures; {@code null} = not set. */
public record FixedTlsFiles(
        @Nullable Path trust,
        @Nullable Path certificate,
        @Nullable Path key) implements TlsFiles {
    public static final FixedTlsFiles NONE = new FixedTlsFiles(null, null, null);

    /** Only this authority is added. */
    public static FixedTlsFiles trusting(Path authority) {
        return new FixedTlsFiles(authority, null, null);
    }

    @Override
    public Optional<Path> trustFile() {
        return Optional.ofNullable(trust);
    }

    @Override
    public Optional<Path> certificateFile() {
        return Optional.ofNullable(certificate);
    }

    @Override
    public Optional<Path> keyFile() {
        return Optional.ofNullable(key);
    }
}
