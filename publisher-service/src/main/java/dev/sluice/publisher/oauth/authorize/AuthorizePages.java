package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.identity.signin.BasicCredentials;
import dev.sluice.publisher.identity.signin.SignIn;
import dev.sluice.publisher.identity.signin.SignInResult;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.web.browser.HtmlPage;
import dev.sluice.publisher.web.browser.Origins;
import dev.sluice.publisher.web.browser.PageRoutes;
import dev.sluice.publisher.web.problem.StorableText;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** {@code /oauth2/authorize}: the sign-in page, and what its form leads to. */
@Singleton
class AuthorizePages {
    private static final String PATH = "/oauth2/authorize";
    private static final int SEE_OTHER = 303;

    private final Origins origins;
    private final SignIn signIn;
    private final AuthorizationCodes codes;
    private final TokenConfig config;
    private final SignUpPolicy signUp;

    AuthorizePages(Origins origins, SignIn signIn, AuthorizationCodes codes, TokenConfig config, SignUpPolicy signUp) {
        this.origins = origins;
        this.signIn = signIn;
        this.codes = codes;
        this.config = config;
        this.signUp = signUp;
    }

    void register(@Observes Router router) {
        PageRoutes routes = new PageRoutes(router, origins);
        routes.get(PATH, sent -> onRequest(sent, request -> form(sent, request, 200, "", "")));
        routes.post(PATH, sent -> onRequest(sent, request -> signIn(sent, request)));
    }

    /** Goes on with a good request. */
    @FunctionalInterface
    private interface Next {
        PageRoutes.Answer on(AuthorizationRequest request);
    }

    private PageRoutes.Answer onRequest(PageRoutes.Sent sent, Next next) {
        return switch (AuthorizationRequest.check(sent.parameters(), uri -> isRedirectUri(uri, sent.request()))) {
            case AuthorizationCheck.Good(var request) -> next.on(request);
            case AuthorizationCheck.Refused(var uri, var state, var error, var description) ->
                redirect(sent, uri, Map.of("state", state, "error", error, "error_description", description));
            case AuthorizationCheck.Unknown(var fault) ->
                () -> PageRoutes.problem("This sign-in was not started by the portal", fault)
                        .answer(sent.request().response(), 400);
        };
    }

    private boolean isRedirectUri(String uri, HttpServerRequest request) {
        return uri.endsWith(FirstParty.CALLBACK)
                && origins.isOurs(uri.substring(0, uri.length() - FirstParty.CALLBACK.length()), request);
    }

    private PageRoutes.Answer form(
            PageRoutes.Sent sent, AuthorizationRequest request, int status, String userName, String message) {
        return () -> {
            HtmlPage page = SignInPage.of(
                    request, FormToken.issue(sent.request()), userName, message, signUp.mode() != SignUpMode.OFF);
            page.answer(sent.request().response(), status);
        };
    }

    private PageRoutes.Answer signIn(PageRoutes.Sent sent, AuthorizationRequest request) {
        String name = sent.text(SignInPage.USERNAME);
        String password = sent.text(SignInPage.PASSWORD);
        if (!FormToken.isGood(sent.request(), sent.text(SignInPage.TOKEN))) {
            return form(sent, request, 400, name, "Your browser did not send this form's cookie. Try again.");
        }
        if (name.isBlank() || password.isEmpty()) {
            return form(sent, request, 400, name, "Enter your user name and your password.");
        }
        if (!StorableText.is(name + password)) {
            return form(sent, request, 400, "", wrong());
        }
        String address = sent.request().remoteAddress().hostAddress();
        return switch (signIn.attempt(new BasicCredentials(name.strip(), password), address)) {
            case SignInResult.Good(var account) ->
                redirect(
                        sent,
                        request.redirectUri(),
                        Map.of(
                                "state",
                                request.state(),
                                "code",
                                codes.issue(request, account).reveal(),
                                "iss",
                                config.issuer()));
            case SignInResult.Wrong _ -> form(sent, request, 400, name, wrong());
            case SignInResult.TooMany(var wait) -> tooMany(sent, request, name, wait);
        };
    }

    private static String wrong() {
        return "The user name or the password is wrong.";
    }

    private PageRoutes.Answer tooMany(PageRoutes.Sent sent, AuthorizationRequest request, String name, Duration wait) {
        long seconds = wait.toSeconds();
        PageRoutes.Answer page = form(
                sent,
                request,
                429,
                name,
                "Too many sign-ins have failed. Try again in " + seconds + (seconds == 1 ? " second." : " seconds."));
        return () -> {
            sent.request().response().putHeader("Retry-After", Long.toString(seconds));
            page.send();
        };
    }

    private static PageRoutes.Answer redirect(PageRoutes.Sent sent, String uri, Map<String, String> parameters) {
        QueryStringEncoder target = new QueryStringEncoder(uri);
        parameters.forEach(target::addParam);
        return () -> sent.request()
                .response()
                .setStatusCode(SEE_OTHER)
                .putHeader("Location", target.toString())
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .end();
    }
}
