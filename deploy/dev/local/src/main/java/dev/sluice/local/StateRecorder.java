package dev.sluice.local;

import dev.sluice.local.supervision.PartReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Writes each change of the parts for {@code status}. A disk without room is reported once, and ends nothing. */
final class StateRecorder implements Console.StateKeeper {
    private final StateFile state;
    private final PrintStream err;
    private boolean isReported;

    StateRecorder(StateFile state, PrintStream err) {
        this.state = state;
        this.err = err;
    }

    @Override
    public synchronized void keep(List<PartReport> parts) {
        try {
            state.write(parts);
            isReported = false;
        } catch (IOException failed) {
            if (!isReported) {
                err.println("sluice: ./sluice status shows what was before, since the state cannot be written: "
                        + failed.getMessage());
            }
            isReported = true;
        }
    }
}
