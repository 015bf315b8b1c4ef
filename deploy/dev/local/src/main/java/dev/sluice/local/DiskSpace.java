package dev.sluice.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether a failure is one of a disk without room, said in a sentence. */
final class DiskSpace {
    /** Below this nothing of ours can be written. */
    private static final long NOTHING_BYTES = 1 << 20;

    private DiskSpace() {}

    /**
     * What has failed, in a sentence for the user.
     *
     * @param folder where it was to be written
     */
    static String sentence(Throwable failure, Path folder) {
        String message = String.valueOf(failure.getMessage());
        if (isFull(folder) || saysFull(failure)) {
            return "the disk of " + folder + " is full; make room and start again (" + message + ")";
        }
        return failure.getClass().getSimpleName() + ": " + message;
    }

    private static boolean saysFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no space left") || message.contains("quota exceeded")) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether nothing more can be written into the folder, or where it is to be. */
    static boolean isFull(Path folder) {
        Path present = folder.toAbsolutePath();
        while (!Files.exists(present) && present.getParent() != null) {
            present = present.getParent();
        }
        try {
            return Files.getFileStore(present).getUsableSpace() < NOTHING_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }
}
