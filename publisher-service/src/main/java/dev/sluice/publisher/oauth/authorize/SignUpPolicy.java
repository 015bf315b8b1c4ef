package dev.sluice.publisher.oauth.authorize;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether people may make accounts here; where another provider signs in they do not. */
@ApplicationScoped
public class SignUpPolicy {
    private final SignUpMode mode;

    SignUpPolicy(
            @ConfigProperty(name = SignUpMode.KEY, defaultValue = "off") String mode,
            @ConfigProperty(name = "sluice.publisher.sign-in.provider.issuer-url") Optional<String> provider) {
        SignUpMode asked = SignUpMode.of(mode);
        this.mode = provider.isPresent() ? SignUpMode.OFF : asked;
    }

    /** Makes a wrong setting known at the start, not at the first request. */
    void start(@Observes StartupEvent start) {}

    public SignUpMode mode() {
        return mode;
    }
}
