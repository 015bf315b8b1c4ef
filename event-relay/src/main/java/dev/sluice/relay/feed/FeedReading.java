package dev.sluice.relay.feed;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.relay.feed.FeedPlace.LogStart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stretch in which a tenure reads its log; what still comes of one that was ended is passed over. */
final class FeedReading implements FeedTail.Listener {
    private final FeedTenure tenure;

    FeedReading(FeedTenure tenure) {
        this.tenure = tenure;
    }

    @Override
    public void onRecords(List<FeedRecord> records, long next, Runnable done) {
        tenure.execute(() -> {
            try {
                if (tenure.isReadBy(this)) {
                    tenure.readBack(records, next);
                }
            } finally {
                done.run();
            }
        });
    }

    @Override
    public void onOutOfRange() {
        whilePresent(() -> tenure.openAnew("it does not hold what was to be read"));
    }

    @Override
    public void onLog(@Nullable LogStart log) {
        whilePresent(() -> {
            if (log == null) {
                tenure.openAnew("it is gone");
            } else {
                tenure.onLogStart(log);
            }
        });
    }

    private void whilePresent(Runnable task) {
        tenure.execute(() -> {
            if (tenure.isReadBy(this)) {
                task.run();
            }
        });
    }
}
