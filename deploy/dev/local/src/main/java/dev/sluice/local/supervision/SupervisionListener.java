package dev.sluice.local.supervision;

import java.time.Duration;
import java.util.List;

/** Hears what happens to the parts, on the supervisor's thread; must not block. */
public interface SupervisionListener {

    /** Anything about any part has changed: all of them, in the order of their plan. */
    void onChange(List<PartReport> parts);

    void onReady(PartReport part, Duration sinceStart);

    /** It died (or could not be started) and comes back after {@code delay}. */
    void onRestart(PartReport part, String cause, Duration delay, String log);

    void onStopped(PartReport part, String cause);
}
