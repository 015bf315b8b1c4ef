package dev.sluice.gateway.quota;

import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The windows of one counter in which something may be used: open ones, and for a minute those that have ended. */
final class CounterWindows {
    /** How long one that has ended is kept: reports of it may be late, and clocks not the same. */
    static final long CLOSED_MILLIS = 60_000;

    private final List<WindowUse> windows = new ArrayList<>(2);

    /** Returns the one of this length that is open at this time. */
    WindowUse at(Period period, long nowMillis) {
        return use(period.windowAt(Instant.ofEpochMilli(nowMillis)));
    }

    WindowUse use(Window window) {
        for (WindowUse use : windows) {
            if (use.window().equals(window)) {
                return use;
            }
        }
        WindowUse added = new WindowUse(window);
        windows.add(added);
        return added;
    }

    void forgetClosed(long nowMillis) {
        windows.removeIf(use -> use.endMillis() + CLOSED_MILLIS <= nowMillis);
    }

    /** Keeps only what counts when there are streams again; returns whether that is nothing. */
    boolean forgetUnused(long nowMillis) {
        windows.removeIf(use -> use.endMillis() <= nowMillis || use.isUnused());
        return windows.isEmpty();
    }

    void takeChanged(String counter, Consumer<OwnUse> sink) {
        for (WindowUse use : windows) {
            OwnUse changed = use.takeChanged(counter);
            if (changed != null) {
                sink.accept(changed);
            }
        }
    }
}
