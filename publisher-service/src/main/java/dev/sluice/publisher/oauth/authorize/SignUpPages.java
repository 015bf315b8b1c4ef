package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.identity.signin.SignIn;
import dev.sluice.publisher.identity.user.PasswordHasher;
import dev.sluice.publisher.identity.user.PasswordRule;
import dev.sluice.publisher.identity.user.SignUpResult;
import dev.sluice.publisher.identity.user.SignUps;
import dev.sluice.publisher.web.browser.HtmlPage;
import dev.sluice.publisher.web.browser.Origins;
import dev.sluice.publisher.web.browser.PageRoutes;
import dev.sluice.publisher.web.problem.StorableText;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** {@code /portal/sign-up}: a form by which people make an account for the developer portal, where the installation lets them. */
@Singleton
class SignUpPages {
    static final String PATH = "/portal/sign-up";
    private static final String REPEATED = "repeated";

    private final Origins origins;
    private final SignUpPolicy policy;
    private final SignUps signUps;
    private final SignIn signIn;
    private final PasswordHasher hasher;

    SignUpPages(Origins origins, SignUpPolicy policy, SignUps signUps, SignIn signIn, PasswordHasher hasher) {
        this.origins = origins;
        this.policy = policy;
        this.signUps = signUps;
        this.signIn = signIn;
        this.hasher = hasher;
    }

    void register(@Observes Router router) {
        PageRoutes routes = new PageRoutes(router, origins);
        routes.get(PATH, sent -> ifOpen(sent, form(sent, 200, "", "")));
        routes.post(PATH, sent -> policy.mode() == SignUpMode.OFF ? closed(sent) : signUp(sent));
    }

    private PageRoutes.Answer ifOpen(PageRoutes.Sent sent, PageRoutes.Answer form) {
        return policy.mode() == SignUpMode.OFF ? closed(sent) : form;
    }

    private static PageRoutes.Answer closed(PageRoutes.Sent sent) {
        return page(sent, 404, "Accounts cannot be made here", "Ask an administrator of this portal for one.");
    }

    private PageRoutes.Answer signUp(PageRoutes.Sent sent) {
        String name = sent.text(SignInPage.USERNAME).strip();
        if (!FormToken.isGood(sent.request(), sent.text(SignInPage.TOKEN))) {
            return form(sent, 400, name, "Your browser did not send this form's cookie. Try again.");
        }
        Optional<String> fault = fault(name, sent.text(SignInPage.PASSWORD), sent.text(REPEATED));
        if (fault.isPresent()) {
            return form(sent, 400, name, fault.get());
        }
        Duration wait = signIn.signUpDelay(sent.request().remoteAddress().hostAddress());
        if (wait.isPositive()) {
            long seconds = wait.toSeconds();
            return form(sent, 429, name, "Too many accounts come from your address. Try again in " + seconds + " s.");
        }
        Optional<String> hash = hasher.hashSoon(sent.text(SignInPage.PASSWORD));
        if (hash.isEmpty()) {
            return form(sent, 429, name, "Too many people sign in at this moment. Try again in a few seconds.");
        }
        return switch (signUps.signUp(name, hash.get(), policy.mode() == SignUpMode.APPROVAL)) {
            case SignUpResult.Open _ ->
                () -> new HtmlPage(
                                "Your account is made",
                                "<p>Sign in with your user name, " + HtmlPage.escaped(name)
                                        + ", and your password.</p>\n<p><a class=\"button\""
                                        + " href=\"/portal/sign-in?return=/devportal\">Sign in</a></p>\n")
                        .answer(sent.request().response(), 200);
            case SignUpResult.Waiting _ ->
                page(
                        sent,
                        200,
                        "Your account waits for approval",
                        "You can sign in as soon as an administrator of this portal has approved it.");
            case SignUpResult.NameTaken _ -> form(sent, 400, name, "This user name is taken. Choose another one.");
            case SignUpResult.Full _ ->
                page(
                        sent,
                        503,
                        "No account can be made now",
                        "There are as many as there may be. Ask an administrator of this portal.");
        };
    }

    private static Optional<String> fault(String name, String password, String repeated) {
        if (!StorableText.is(name) || !StorableText.is(password)) {
            return Optional.of("The user name or the password has characters that cannot be kept.");
        }
        return SignUps.fault(name)
                .map(rule -> "The user name " + rule + '.')
                .or(() -> PasswordRule.fault(password, name).map(rule -> "The password " + rule + '.'))
                .or(() -> password.equals(repeated) ? Optional.empty() : Optional.of("The two passwords differ."));
    }

    private static PageRoutes.Answer page(PageRoutes.Sent sent, int status, String what, String why) {
        return () -> new HtmlPage(what, "<p>" + HtmlPage.escaped(why) + "</p>\n")
                .answer(sent.request().response(), status);
    }

    private static PageRoutes.Answer form(PageRoutes.Sent sent, int status, String name, String message) {
        return () -> new HtmlPage(
                        "Create an account",
                        SignInPage.alert(message)
                                + """
                        <p class="hint">For the developer portal: to subscribe to APIs and get keys for them.</p>
                        <form method="post" action="%s">
                        %s
                        <label for="username">User name</label>
                        <input id="username" name="username" type="text" value="%s" maxlength="64" required autocomplete="username" autocapitalize="none" spellcheck="false" autofocus%s>
                        <label for="password">Password</label>
                        <input id="password" name="password" type="password" minlength="8" maxlength="128" required autocomplete="new-password" aria-describedby="rule">
                        <p class="hint" id="rule">8 to 128 characters, not your user name.</p>
                        <label for="repeated">The password once more</label>
                        <input id="repeated" name="repeated" type="password" maxlength="128" required autocomplete="new-password">
                        <button type="submit">Create account</button>
                        </form>
                        <p><a href="/portal/sign-in?return=/devportal">I have an account</a></p>
                        """.formatted(
                                                PATH,
                                                SignInPage.field(SignInPage.TOKEN, FormToken.issue(sent.request())),
                                                HtmlPage.escaped(name),
                                                message.isEmpty() ? "" : " aria-describedby=\"message\""),
                        "'self'")
                .answer(sent.request().response(), status);
    }
}
