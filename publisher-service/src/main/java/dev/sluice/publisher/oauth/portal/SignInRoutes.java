package dev.sluice.publisher.oauth.portal;

import dev.sluice.publisher.identity.portal.PortalCookie;
import dev.sluice.publisher.identity.portal.PortalSessions;
import dev.sluice.publisher.oauth.authorize.FirstParty;
import dev.sluice.publisher.web.browser.Origins;
import dev.sluice.publisher.web.browser.PageRoutes;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * {@code /portal/sign-in} and {@code /portal/callback}: the beginning and the end of the code flow, which
 * {@code quarkus-oidc} goes through for these two routes alone.
 */
@Singleton
class SignInRoutes {
    private static final Logger LOG = Logger.getLogger(SignInRoutes.class);
    private static final String SIGN_IN = "/portal/sign-in";
    private static final String RETURN = "return";

    private static final String LOCATION = "location";
    private static final int MAX_REASON = 200;
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;

    private final Origins origins;
    private final PortalSessions sessions;
    private final HttpAuthenticator authenticator;
    private final PortalTenant tenant;

    SignInRoutes(Origins origins, PortalSessions sessions, HttpAuthenticator authenticator, PortalTenant tenant) {
        this.origins = origins;
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.tenant = tenant;
    }

    void register(@Observes Router router) {
        PageRoutes routes = new PageRoutes(router, origins);
        routes.get(SIGN_IN, this::signIn);
        routes.get(FirstParty.CALLBACK, this::callback);
    }

    private PageRoutes.Answer signIn(PageRoutes.Sent sent) {
        RoutingContext routing = sent.routing();
        // Routes match the normalized path, and the browser comes back to the one that it has sent: //portal is a host.
        if (!sent.request().path().equals(SIGN_IN)) {
            return problem(routing, "This address is broken", "The sign-in begins at " + SIGN_IN + '.');
        }
        if (origins.of(sent.request()).isEmpty()) {
            return problem(
                    routing,
                    "The portal is not at this address",
                    "The publisher does not know the address that your browser shows. Its operator names the addresses of"
                            + " the portal in sluice.publisher.origins.");
        }
        boolean isBroken = sent.parameters().keySet().stream().anyMatch(name -> !name.equals(RETURN))
                || (sent.parameters().containsKey(RETURN) && sent.text(RETURN).isEmpty());
        Optional<ReturnPath> target = isBroken ? Optional.empty() : ReturnPath.of(sent.text(RETURN));
        if (target.isEmpty()) {
            return problem(
                    routing,
                    "This address is broken",
                    "After sign-in only a page of this portal can follow: return names one below /publisher, /devportal or"
                            + " /admin.");
        }
        boolean isSignedIn =
                PortalCookie.of(sent.request()).flatMap(sessions::use).isPresent();
        if (isSignedIn) {
            return () -> redirect(routing, SEE_OTHER, target.get().value());
        }
        Optional<String> fault = tenant.fault();
        return fault.isPresent() ? () -> notNow(routing, fault.get()) : () -> begin(routing);
    }

    private static PageRoutes.Answer problem(RoutingContext routing, String what, String why) {
        return () -> PageRoutes.problem(what, why).answer(routing.response(), 400);
    }

    private void begin(RoutingContext routing) {
        authenticator.getChallenge(routing).subscribe().with(challenge -> challenge(routing, challenge), failed -> {
            LOG.warnf("the sign-in provider cannot be used, reason=%s", reason(failed));
            notNow(routing, "The sign-in provider does not answer as it should. Try again in a moment.");
        });
    }

    private void challenge(RoutingContext routing, ChallengeData challenge) {
        if (challenge.status != FOUND) {
            PageRoutes.failure(routing, new IllegalStateException("no redirect but " + challenge.status))
                    .send();
            return;
        }
        String target = challenge.getHeaders().entrySet().stream()
                .filter(header -> LOCATION.contentEquals(header.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        redirect(routing, FOUND, tenant.forBrowser(target));
    }

    private PageRoutes.Answer callback(PageRoutes.Sent sent) {
        Optional<String> fault = tenant.fault();
        return fault.isPresent() ? () -> notNow(sent.routing(), fault.get()) : () -> complete(sent.routing());
    }

    private void complete(RoutingContext routing) {
        authenticator.attemptAuthentication(routing).subscribe().with(_ -> broken(routing), failed -> {
            if (failed instanceof AuthenticationRedirectException done) {
                // That of quarkus-oidc, which is of no use here.
                routing.response().removeCookies(OidcUtils.SESSION_COOKIE_NAME + '_' + tenant.id(), false);
                redirect(routing, SEE_OTHER, SIGN_IN + query(done.getRedirectUri()));
            } else {
                LOG.infof("a sign-in was not completed, reason=%s", reason(failed));
                refusal(failed).ifPresentOrElse(refused -> refuse(routing, refused), () -> broken(routing));
            }
        });
    }

    private static void notNow(RoutingContext routing, String why) {
        PageRoutes.problem("Sign-in is not possible now", why).answer(routing.response(), 503);
    }

    private static Optional<SignInRefusedException> refusal(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SignInRefusedException refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    /** One line: some of it may have been sent by a client. */
    private static String reason(Throwable failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        String text = String.valueOf(cause.getMessage()).replaceAll("[^\\x20-\\x7e]+", " ");
        return text.substring(0, Math.min(text.length(), MAX_REASON));
    }

    private static String query(String address) {
        String query = URI.create(address).getRawQuery();
        return query == null ? "" : '?' + query;
    }

    private static void refuse(RoutingContext routing, SignInRefusedException refused) {
        PageRoutes.problem("You cannot sign in here", String.valueOf(refused.getMessage()))
                .answer(routing.response(), 403);
    }

    private static void broken(RoutingContext routing) {
        PageRoutes.problem(
                        "The sign-in was not completed",
                        "It took too long, was completed before, or was begun in another browser.")
                .answer(routing.response(), 400);
    }

    private static void redirect(RoutingContext routing, int status, String location) {
        routing.response()
                .setStatusCode(status)
                .putHeader("Location", location)
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .end();
    }
}
