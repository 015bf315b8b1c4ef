package dev.sluice.gateway.server;

import dev.sluice.gateway.delivery.Jitter;
import dev.sluice.gateway.quota.QuotaTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The quotas of this gateway, by the clock of its machine. */
class QuotaBeans {
    @Produces
    @Singleton
    QuotaTable quotas() {
        return new QuotaTable(System::currentTimeMillis, Jitter::untilQuotaIsAskedAgain);
    }
}
