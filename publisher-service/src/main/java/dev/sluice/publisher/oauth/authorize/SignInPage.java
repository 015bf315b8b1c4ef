package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.web.browser.HtmlPage;
import java.util.Map;
import java.util.stream.Collectors;

/** The sign-in page: a form for name and password that goes without a script. */
final class SignInPage {
    static final String USERNAME = "username";
    static final String PASSWORD = "password";
    static final String TOKEN = "form_token";

    private static final String SIGN_UP = "<p><a href=\"" + SignUpPages.PATH + "\">Create an account</a></p>\n";

    private SignInPage() {}

    /**
     * Writes it.
     *
     * @param formToken what the form hands back to show that it was asked for here
     * @param userName that was typed before
     * @param message what was wrong before; empty = nothing
     * @param maySignUp whether people may make accounts
     */
    static HtmlPage of(
            AuthorizationRequest request, String formToken, String userName, String message, boolean maySignUp) {
        return new HtmlPage(
                "Sign in",
                alert(message)
                        + """
                <form method="post" action="/oauth2/authorize">
                %s
                <label for="username">User name</label>
                <input id="username" name="username" type="text" value="%s" maxlength="64" required autocomplete="username" autocapitalize="none" spellcheck="false"%s>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" maxlength="128" required autocomplete="current-password"%s>
                <button type="submit">Sign in</button>
                </form>
                %s""".formatted(
                                        hidden(request.parameters(), formToken),
                                        HtmlPage.escaped(userName),
                                        focused(userName.isEmpty()) + described(message),
                                        focused(!userName.isEmpty()) + described(message),
                                        maySignUp ? SIGN_UP : ""),
                "'self' " + origin(request.redirectUri()));
    }

    static String alert(String message) {
        return message.isEmpty()
                ? ""
                : "<p class=\"message\" id=\"message\" role=\"alert\">" + HtmlPage.escaped(message) + "</p>\n";
    }

    private static String focused(boolean isFirst) {
        return isFirst ? " autofocus" : "";
    }

    private static String described(String message) {
        return message.isEmpty() ? "" : " aria-describedby=\"message\"";
    }

    private static String hidden(Map<String, String> parameters, String formToken) {
        return parameters.entrySet().stream()
                        .map(each -> field(each.getKey(), each.getValue()))
                        .collect(Collectors.joining("\n"))
                + '\n'
                + field(TOKEN, formToken);
    }

    static String field(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + HtmlPage.escaped(value) + "\">";
    }

    /** Browsers hold the redirect after a form to its rule, too. */
    private static String origin(String redirectUri) {
        return redirectUri.substring(0, redirectUri.length() - FirstParty.CALLBACK.length());
    }
}
