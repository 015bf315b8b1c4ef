package dev.sluice.publisher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.security.KeyStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A browser as far as sign-in goes: it keeps cookies, and says where its requests come from. Redirects are followed by hand. */
public final class TestBrowser {
    public static final String SESSION = "__Host-sluice-session";
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final int port;
    /** The port in the address that it shows. */
    private final int shownPort;

    private final @Nullable KeyStore trusted;
    private final Map<String, String> cookies;

    /** By plain HTTP. */
    public TestBrowser(int port) {
        this(port, port, null, new TreeMap<>());
    }

    /** @param trusted the server's certificate; {@code null} = plain HTTP */
    private TestBrowser(int port, int shownPort, @Nullable KeyStore trusted, Map<String, String> cookies) {
        this.port = port;
        this.shownPort = shownPort;
        this.trusted = trusted;
        this.cookies = cookies;
    }

    /** @param shownPort of the balancer before the publisher, or of the publisher itself */
    public static TestBrowser overTls(int port, int shownPort, KeyStore trusted) {
        return new TestBrowser(port, shownPort, trusted, new TreeMap<>());
    }

    /** The same browser at the same address, of which a balancer makes another publisher. */
    public TestBrowser at(int otherPort) {
        return new TestBrowser(otherPort, shownPort, trusted, cookies);
    }

    /** One that has signed in. */
    public static TestBrowser of(int port, TestUser user) {
        TestBrowser browser = new TestBrowser(port);
        browser.signIn(user, "/publisher");
        return browser;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public String origin() {
        return (trusted == null ? "http" : "https") + "://localhost:" + shownPort;
    }

    /** As a script of a page of ours sends it. */
    public RequestSpecification asPage() {
        return request()
                .filter(new ContractFilter())
                .contentType("application/json")
                .header("Origin", origin())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Sec-Fetch-Mode", "cors");
    }

    public RequestSpecification request() {
        return plain().urlEncodingEnabled(false);
    }

    private RequestSpecification plain() {
        RequestSpecification request = given().port(port)
                .header("Host", "localhost:" + shownPort)
                .redirects()
                .follow(false)
                .cookies(cookies);
        return trusted == null ? request : request.baseUri("https://localhost").trustStore(trusted);
    }

    /** Goes to an address of this site, encoded as it is to be sent. */
    public Response visit(String address) {
        URI uri = URI.create(address);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return remember(request().get(uri.getRawPath() + query));
    }

    public Response follow(Response redirect) {
        return visit(redirect.header("Location"));
    }

    private Response remember(Response answer) {
        answer.detailedCookies().asList().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return answer;
    }

    /** Fills in the form of a sign-in page and sends it. */
    public Response submit(Response page, String name, String password) {
        return submit(fields(page), name, password);
    }

    public Response submit(Map<String, String> fields, String name, String password) {
        return remember(plain().header("Origin", origin())
                .header("Sec-Fetch-Site", "same-origin")
                .formParams(fields)
                .formParam("username", name)
                .formParam("password", password)
                .post("/oauth2/authorize"));
    }

    /** The same of the form that makes an account. */
    public Response post(String path, Map<String, String> fields, String name, String password, String repeated) {
        return remember(plain().header("Origin", origin())
                .formParams(fields)
                .formParam("username", name)
                .formParam("password", password)
                .formParam("repeated", repeated)
                .post(path));
    }

    /** The hidden fields of a form. */
    public static Map<String, String> fields(Response page) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Matcher field = FIELD.matcher(page.asString()); field.find(); ) {
            fields.put(
                    field.group(1),
                    field.group(2)
                            .replace("&quot;", "\"")
                            .replace("&#39;", "'")
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&amp;", "&"));
        }
        return fields;
    }

    /** From the portal to the sign-in page. */
    public Response signInPage(String target) {
        Response start = visit("/portal/sign-in?return=" + target);
        assertThat(start.statusCode()).as(start.asString()).isEqualTo(302);
        return follow(start);
    }

    /** All the way. Returns the last redirect, which leads to {@code target}. */
    public Response signIn(TestUser user, String target) {
        Response code = submit(signInPage(target), user.name(), user.password());
        assertThat(code.statusCode()).as(code.asString()).isEqualTo(303);
        Response back = follow(code);
        assertThat(back.statusCode()).as(back.asString()).isEqualTo(303);
        return follow(back);
    }
}
