package dev.sluice.publisher.developer.application;

import dev.sluice.publisher.developer.key.ApplicationKeyEntity;
import java.util.List;

/** An application and its clients. */
record ApplicationWithKeys(ApplicationEntity application, List<ApplicationKeyEntity> keys) {
    ApplicationWithKeys {
        keys = List.copyOf(keys);
    }
}
