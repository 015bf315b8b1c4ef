package dev.sluice.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Key files of this system, of one key each: what its services sign and seal with. */
public final class LocalKeys {
    private static final int KEY_BYTES = 32;

    private LocalKeys() {}

    /** Makes it, readable by the user alone, unless it is there. */
    public static void ensure(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, "local-1:" + Base64.getEncoder().encodeToString(key) + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
