package dev.sluice.publisher;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** A script that has registered, and its ways to tokens. */
public record ScriptClient(Requests requests, String clientId, String clientSecret) {
    public static final String REGISTER = "/client-registration/v0.17/register";

    /** What WSO2's scripts send. */
    public static Map<String, Object> registration(String clientName, String owner) {
        return Map.of(
                "callbackUrl",
                "www.example.org",
                "clientName",
                clientName,
                "owner",
                owner,
                "grantType",
                "client_credentials password refresh_token",
                "saasApp",
                true);
    }

    /** A new client of the admin. */
    public static ScriptClient registered(Requests requests) {
        return registered(requests, "admin", "admin");
    }

    public static ScriptClient registered(Requests requests, String user, String password) {
        Response answer = requests.as(user, password)
                .body(registration(Requests.freshName(), user))
                .post(REGISTER);
        answer.then().statusCode(200);
        return new ScriptClient(requests, answer.path("clientId"), answer.path("clientSecret"));
    }

    /** The same client at another publisher. */
    public ScriptClient at(Requests other) {
        return new ScriptClient(other, clientId, clientSecret);
    }

    public Response password(String user, String password, String scope) {
        return form().formParam("grant_type", "password")
                .formParam("username", user)
                .formParam("password", password)
                .formParam("scope", scope)
                .post("/oauth2/token");
    }

    public Response password(TestUser user, String scope) {
        return password(user.name(), user.password(), scope);
    }

    public Response clientCredentials(String scope) {
        return form().formParam("grant_type", "client_credentials")
                .formParam("scope", scope)
                .post("/oauth2/token");
    }

    public Response refresh(String token) {
        return form().formParam("grant_type", "refresh_token")
                .formParam("refresh_token", token)
                .post("/oauth2/token");
    }

    public Response refresh(String token, String scope) {
        return form().formParam("grant_type", "refresh_token")
                .formParam("refresh_token", token)
                .formParam("scope", scope)
                .post("/oauth2/token");
    }

    public Response revoke(String token) {
        return form().formParam("token", token).post("/oauth2/revoke");
    }

    public Response introspect(String token) {
        return form().formParam("token", token).post("/oauth2/introspect");
    }

    public RequestSpecification form() {
        return requests.asVisitor().auth().preemptive().basic(clientId, clientSecret);
    }
}
