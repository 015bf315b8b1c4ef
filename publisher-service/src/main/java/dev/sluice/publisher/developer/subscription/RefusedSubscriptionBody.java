package dev.sluice.publisher.developer.subscription;

import dev.sluice.publisher.web.problem.ErrorBody;

/** One of many requested subscriptions that could not be made; the texts as they were sent. */
record RefusedSubscriptionBody(String apiId, String applicationId, String throttlingPolicy, ErrorBody error) {}
