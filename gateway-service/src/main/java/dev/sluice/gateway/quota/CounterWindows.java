package dev.sluice.gateway.quota;

import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The windows of one counter in which something may be used: open ones, and for a while those that have ended. A clock that
 * was wrong and is set back opens one again, of which is used what was used before. Guarded by its counter.
 */
final class CounterWindows {
    /** How long one that has ended is kept: reports of it may be late, and clocks not the same. */
    static final long CLOSED_MILLIS = 60_000;
    /** How long one is kept of which this gateway has delivered something: by so much its clock may be set back. */
    static final long OWN_MILLIS = 300_000;

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
        windows.removeIf(use -> isClosedFor(use.isOwn() ? OWN_MILLIS : CLOSED_MILLIS, use, nowMillis));
    }

    /** Keeps only what counts when there are streams again; returns whether that is nothing. */
    boolean forgetUnused(long nowMillis) {
        windows.removeIf(use -> use.isUnused() || isClosedFor(use.isOwn() ? OWN_MILLIS : 0, use, nowMillis));
        return windows.isEmpty();
    }

    /** Returns whether others are to know of something that they do not know yet. */
    boolean haveNews() {
        return windows.stream().anyMatch(WindowUse::hasNews);
    }

    void takeChanged(String counter, Consumer<OwnUse> sink) {
        for (WindowUse use : windows) {
            OwnUse changed = use.takeChanged(counter);
            if (changed != null) {
                sink.accept(changed);
            }
        }
    }

    private static boolean isClosedFor(long millis, WindowUse use, long nowMillis) {
        return use.endMillis() + millis <= nowMillis;
    }
}
