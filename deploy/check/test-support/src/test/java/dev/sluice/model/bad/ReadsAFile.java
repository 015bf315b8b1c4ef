package dev.sluice.model.bad;

import java.nio.file.Path;

final class ReadsAFile {
    final Path path = Path.of("x");
}
