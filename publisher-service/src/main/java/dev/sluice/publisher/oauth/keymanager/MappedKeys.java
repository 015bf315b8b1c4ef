package dev.sluice.publisher.oauth.keymanager;

import dev.sluice.model.api.KeyType;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.developer.key.ApplicationKeyEntity;
import dev.sluice.publisher.developer.key.ApplicationKeys;
import dev.sluice.publisher.developer.key.ForeignClient;
import dev.sluice.publisher.web.problem.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Clients of foreign issuers that developers bring along for their applications. */
@ApplicationScoped
class MappedKeys {
    static final String ACCESS_TOKEN = "accessToken";

    private static final int MAX_KEY = 255;
    private static final int MAX_NAME = 100;
    private static final int MAX_TOKEN = 8 * 1024;
    private static final String KEY_MANAGER = "keyManager";
    private static final String CONSUMER_KEY = "consumerKey";
    private static final String KEY_TYPE = "keyType";

    private final KeyManagerRepository managers;
    private final ApplicationKeys keys;

    MappedKeys(KeyManagerRepository managers, ApplicationKeys keys) {
        this.managers = managers;
        this.keys = keys;
    }

    /** What developers may map clients of. */
    @Transactional
    List<KeyManagerEntity> usable() {
        return managers.byName().stream()
                .filter(manager -> manager.settings().isEnabled())
                .toList();
    }

    /**
     * Makes a client one of an application, if the developer shows a fresh token of it: else anyone could take anyone's.
     *
     * @param isAdmin whether it is believed without a token
     */
    @Transactional
    Outcome<ApplicationKeyEntity> map(UUID applicationId, String owner, boolean isAdmin, Fields fields) {
        String consumerKey = fields.required(CONSUMER_KEY, MAX_KEY);
        String name = fields.required(KEY_MANAGER, MAX_NAME);
        Optional<KeyType> keyType = fields.choice(KEY_TYPE, KeyType.class, KeyType::name);
        String token = isAdmin ? fields.text(ACCESS_TOKEN, "", MAX_TOKEN) : fields.required(ACCESS_TOKEN, MAX_TOKEN);
        fields.ignore("consumerSecret");
        if (keyType.isEmpty() && !fields.has(KEY_TYPE)) {
            fields.wrong(KEY_TYPE, "is required");
        }
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (!keys.isOwned(applicationId, owner)) {
            return ApplicationKeys.refusedAsUnknown(applicationId);
        }
        // The key manager first, as its removal has it.
        KeyManagerEntity manager = managers.lockNamed(name).orElse(null);
        if (manager == null || !manager.settings().isEnabled()) {
            fields.wrong(KEY_MANAGER, "is none that there is, or one that is disabled");
        } else if (!manager.settings().isMappingOn()) {
            fields.wrong(KEY_MANAGER, "is one of which no clients are mapped");
        } else if (!token.isEmpty()) {
            ProofOfClient.fault(manager, consumerKey, token).ifPresent(fault -> fields.wrong(ACCESS_TOKEN, fault));
        }
        if (manager == null || keyType.isEmpty() || !fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        return keys.map(
                        applicationId,
                        owner,
                        keyType.get(),
                        new ForeignClient(manager.id(), manager.name(), consumerKey))
                .withIgnored(fields.ignored());
    }
}
