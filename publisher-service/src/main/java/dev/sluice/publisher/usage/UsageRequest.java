package dev.sluice.publisher.usage;

import dev.sluice.publisher.web.rest.PageRequest;
import java.time.Instant;
import java.util.Map;

/**
 * What of some usage is asked for.
 *
 * @param to the first moment that is not asked for
 * @param isCombined one row for each group over the whole time, not one for each interval
 * @param parameters of the request, for the links of the page
 */
record UsageRequest(
        Instant from,
        Instant to,
        UsageInterval interval,
        UsageGroup group,
        boolean isCombined,
        PageRequest page,
        Map<String, String> parameters) {
    UsageRequest {
        parameters = Map.copyOf(parameters);
    }
}
