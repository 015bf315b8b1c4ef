package dev.sluice.model.bad;

import java.time.Instant;

final class ReadsTheClock {
    final Instant now = Instant.now();
}
