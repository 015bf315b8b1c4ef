package dev.sluice.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Optional;

/** {@code ./sluice clean}. */
final class DataRemoval {
    private final DataFolder data;
    private final PrintStream out;
    private final PrintStream err;

    DataRemoval(Command.Clean clean, PrintStream out, PrintStream err) {
        this.data = new DataFolder(clean.data());
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code: 1 if the data are in use or not Sluice's. */
    int run() throws IOException {
        if (!Files.exists(data.root())) {
            out.println("There is nothing in " + data.root());
            return 0;
        }
        if (!Files.exists(data.lock())) {
            err.println("sluice: " + data.root() + " was not made by ./sluice up; it is left alone");
            return 1;
        }
        Optional<InstanceLock> lock = InstanceLock.take(data.lock());
        if (lock.isEmpty()) {
            err.println("sluice: " + data.root() + " is in use by a running ./sluice up, pid "
                    + InstanceLock.holder(data.lock()) + "; stop it first");
            return 1;
        }
        try (InstanceLock held = lock.get()) {
            data.delete();
        }
        out.println("Removed " + data.root());
        return 0;
    }
}
