package dev.sluice.publisher.developer.apikey;

import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.developer.application.ApplicationEntity;

/** A key, what it opens, and for which application. */
record ApiKeyEntry(ApiKeyEntity key, ApiEntity api, ApplicationEntity application) {}
