package dev.sluice.local;

import dev.sluice.local.supervision.PartReport;
import dev.sluice.local.supervision.SupervisionListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says what happens, one line each. For any thread. */
final class Console implements SupervisionListener {
    /** How what was asked to stop ends: by SIGTERM, or by itself. */
    private static final Set<String> ORDERLY = Set.of("signal 15", "exit code 0", "stopped");

    private final PrintStream out;
    private final StateKeeper state;

    /** Gets every change of the parts. */
    interface StateKeeper {
        void keep(List<PartReport> parts);
    }

    Console(PrintStream out, StateKeeper state) {
        this.out = out;
        this.state = state;
    }

    void say(String line) {
        out.println(line);
    }

    @Override
    public void onChange(List<PartReport> parts) {
        state.keep(parts);
    }

    @Override
    public void onReady(PartReport part, Duration sinceStart) {
        say("  %-18s ready after %4s s   127.0.0.1:%d"
                .formatted(part.id().nodeId(), seconds(sinceStart), part.id().port()));
    }

    @Override
    public void onRestart(PartReport part, String cause, Duration delay, String log) {
        say("  %-18s is gone (%s), starts again in %s s; see %s"
                .formatted(part.id().nodeId(), cause, seconds(delay), log));
    }

    @Override
    public void onStopped(PartReport part, String cause) {
        String howElse = ORDERLY.contains(cause) ? "" : " (" + cause + ")";
        say("  %-18s stopped%s".formatted(part.id().nodeId(), howElse));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
