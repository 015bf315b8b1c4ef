package dev.sluice.service.config;

import dev.sluice.model.secret.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of {@code <keyId>:<base64 of 32 bytes>} lines that a setting names. */
public final class KeyFiles {
    private KeyFiles() {}

    /**
     * Reads one.
     *
     * @param setting that names it, for messages
     * @throws IllegalStateException which line of which file is wrong; never what stands in it
     */
    public static KeyFile read(String setting, Path file) {
        String name = setting + ' ' + file;
        try {
            return KeyFile.of(Files.readAllLines(file), name);
        } catch (IOException unreadable) {
            throw new IllegalStateException(name + " cannot be read", unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(wrong.getMessage(), wrong);
        }
    }
}
