package dev.sluice.publisher.oauth.portal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code sluice.publisher.sign-in.provider.*}: another provider of OpenID Connect, in the place of our own. */
@ConfigMapping(prefix = "sluice.publisher.sign-in.provider")
public interface ProviderConfig {
    /** {@code https://id.example.org/realms/sluice}, below which its discovery document is; none = our own provider. */
    Optional<String> issuerUrl();

    /** What the portal is called there. */
    Optional<String> clientId();

    /** A file with the secret of that client. */
    Optional<Path> clientSecretFile();

    /** What is asked for beside {@code openid}. */
    @WithDefault("profile")
    List<String> scopes();

    /** The claim of its ID tokens that is a new user's name here. */
    @WithDefault("preferred_username")
    String userNameClaim();

    /** The claim with the user's roles, a text or a list of them; {@code realm_access/roles} is one inside another. */
    @WithDefault("roles")
    String rolesClaim();

    /** {@code <value of that claim>:<role>} each; none = the values are names of roles. */
    Optional<List<String>> roles();

    /** Whether it may be on loopback or on a private network, and be spoken to by plain HTTP. */
    @WithDefault("false")
    boolean allowPrivate();

    /** PEM: the authorities of its certificate; none = those of the JVM. */
    Optional<Path> trustFile();
}
