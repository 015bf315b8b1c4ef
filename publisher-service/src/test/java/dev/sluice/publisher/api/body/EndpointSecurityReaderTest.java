package dev.sluice.publisher.api.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.api.EndpointPlace;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.secret.KeyFile;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.publisher.secret.ApiSecrets;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSecurityReaderTest {
    private static final UUID API = UUID.randomUUID();
    private static final String URL = "https://backend.example:8443/events";
    private static final SecretSeal SEAL = new SecretSeal(
            KeyFile.of(List.of("k:" + Base64.getEncoder().encodeToString(new byte[32])), "keys"), new SecureRandom());
    private static final String OAUTH =
            "{'type':'OAUTH','tokenUrl':'https://id.example/token?x=1','clientId':'me','clientSecret':'%s'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'enabled':false}",
                "{'type':'NONE'}",
                "{'type':null,'enabled':false,'username':''}",
                "{'type':'BASIC','enabled':false,'username':'jo','password':'p'}"
            })
    void whatIsNotEnabledSignsInNowhere(String body) throws IOException {
        assertThat(read(body, EndpointSecurityReader.Former.NOTHING)).isEqualTo(EndpointSecurity.NONE);
    }

    @Test
    void eachKindIsReadAndItsSecretSealedForItsPlace() throws IOException {
        EndpointSecurity basic = read("{'type':'basic','enabled':true,'username':'jo','password':'s:1'}");
        EndpointSecurity bearer = read("{'type':'BEARER','token':'s.2'}");
        EndpointSecurity header = read("{'type':'apikey','apiKeyIdentifier':'X-Key','apiKeyValue':'s 3'}");
        EndpointSecurity oauth = read(OAUTH.formatted("s4").replace("'me'", "'me','scopes':['a','b']"));

        assertThat(basic).isEqualTo(new EndpointSecurity.Basic("jo", sealed(basic)));
        assertThat(bearer).isEqualTo(new EndpointSecurity.Bearer(sealed(bearer)));
        assertThat(header).isEqualTo(new EndpointSecurity.Header("X-Key", sealed(header)));
        assertThat(oauth)
                .isEqualTo(new EndpointSecurity.ClientCredentials(
                        "https://id.example/token?x=1", "me", sealed(oauth), List.of("a", "b")));
        assertThat(List.of(opened(basic), opened(bearer), opened(header), opened(oauth)))
                .containsExactly("s:1", "s.2", "s 3", "s4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'password':'',", "'password':null,", "'password':'****',"})
    void aSecretThatIsNotSaidStaysAsItIs(String password) throws IOException {
        EndpointSecurity before = read("{'type':'BASIC','username':'jo','password':'secret'}");

        EndpointSecurity after = read(
                "{'type':'BASIC'," + password + "'username':'jim'}",
                new EndpointSecurityReader.Former("HTTPS://backend.example:8443/old", before));

        assertThat(after).isEqualTo(new EndpointSecurity.Basic("jim", sealed(before)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://backend.example:8443/events",
                "https://other.example:8443/events",
                "https://backend.example/"
            })
    void aSecretDoesNotFollowToAnotherHost(String elsewhere) throws IOException {
        EndpointSecurity before = read("{'type':'BEARER','token':'secret'}");
        EndpointSecurity client = read(OAUTH.formatted("secret"));

        assertThat(errors("{'type':'BEARER'}", new EndpointSecurityReader.Former(elsewhere, before)))
                .containsExactly(
                        new FieldError("token", "must be given anew: it would go to another host than before"));
        assertThat(errors(
                        OAUTH.formatted("").replace("id.example", "other.example"),
                        new EndpointSecurityReader.Former(URL, client)))
                .extracting(FieldError::field)
                .containsExactly("clientSecret");
    }

    @Test
    void theSecretOfAnotherKindIsNotTaken() throws IOException {
        EndpointSecurity before = read("{'type':'BEARER','token':'secret'}");

        assertThat(errors("{'type':'BASIC','username':'jo'}", new EndpointSecurityReader.Former(URL, before)))
                .containsExactly(new FieldError("password", "is required"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type | {'type':'DIGEST','username':'jo','password':'p'}",
                "type | {'enabled':true}",
                "enabled | {'type':'BASIC','enabled':'yes','username':'jo','password':'p'}",
                "username | {'type':'BASIC','password':'p'}",
                "username | {'type':'BASIC','username':'a:b','password':'p'}",
                "password | {'type':'BASIC','username':'jo','password':7}",
                "password | {'type':'BASIC','username':'jo','password':'a\\nb'}",
                "token | {'type':'BEARER','token':'Bearer x'}",
                "apiKeyIdentifier | {'type':'APIKEY','apiKeyIdentifier':'Host','apiKeyValue':'v'}",
                "apiKeyIdentifier | {'type':'APIKEY','apiKeyIdentifier':'a b','apiKeyValue':'v'}",
                "apiKeyValue | {'type':'APIKEY','apiKeyIdentifier':'X','apiKeyValue':'a\\r\\nY: b'}",
                "apiKeyIdentifierType | {'type':'APIKEY','apiKeyIdentifier':'X','apiKeyIdentifierType':'QUERY_PARAMETER','apiKeyValue':'v'}",
                "grantType | {'type':'OAUTH','grantType':'PASSWORD','tokenUrl':'http://a/','clientId':'c','clientSecret':'s'}",
                "tokenUrl | {'type':'OAUTH','clientId':'c','clientSecret':'s'}",
                "tokenUrl | {'type':'OAUTH','tokenUrl':'ftp://a/','clientId':'c','clientSecret':'s'}",
                "tokenUrl | {'type':'OAUTH','tokenUrl':'https://u:p@a/','clientId':'c','clientSecret':'s'}",
                "tokenUrl | {'type':'OAUTH','tokenUrl':'https://é.example/','clientId':'c','clientSecret':'s'}",
                "clientId | {'type':'OAUTH','tokenUrl':'http://a/','clientSecret':'s'}",
                "clientSecret | {'type':'OAUTH','tokenUrl':'http://a/','clientId':'c','clientSecret':'é'}",
                "scopes | {'type':'OAUTH','tokenUrl':'http://a/','clientId':'c','clientSecret':'s','scopes':['a b']}"
            })
    void aWrongFieldIsNamed(String field, String body) throws IOException {
        assertThat(errors(body, EndpointSecurityReader.Former.NOTHING))
                .extracting(FieldError::field)
                .containsOnly(field);
    }

    @Test
    void withoutAKeySecretsAreRefused() throws IOException {
        Fields fields = Fields.of(json("{'type':'BASIC','username':'jo','password':'secret'}"));

        EndpointSecurity read = new EndpointSecurityReader(
                        fields, KeyType.SANDBOX, new ApiSecrets(API, null), EndpointSecurityReader.Former.NOTHING)
                .read(URL);

        assertThat(read).isEqualTo(EndpointSecurity.NONE);
        assertThat(fields.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("password");
            assertThat(error.reason()).contains("sluice.secrets.key-file").doesNotContain("secret'");
        });
    }

    private static EndpointSecurity read(String body) throws IOException {
        return read(body, EndpointSecurityReader.Former.NOTHING);
    }

    private static EndpointSecurity read(String body, EndpointSecurityReader.Former known) throws IOException {
        Fields fields = Fields.of(json(body));
        EndpointSecurity read = reader(fields, known).read(URL);
        assertThat(fields.errors()).isEmpty();
        return read;
    }

    private static List<FieldError> errors(String body, EndpointSecurityReader.Former known) throws IOException {
        Fields fields = Fields.of(json(body));
        reader(fields, known).read(URL);
        return fields.errors();
    }

    private static EndpointSecurityReader reader(Fields fields, EndpointSecurityReader.Former known) {
        return new EndpointSecurityReader(fields, KeyType.SANDBOX, new ApiSecrets(API, SEAL), known);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static String sealed(EndpointSecurity security) {
        return security.secret().orElseThrow().sealed();
    }

    private static String opened(EndpointSecurity security) {
        String place = new EndpointPlace(API.toString(), KeyType.SANDBOX)
                .of(security.secret().orElseThrow());
        return new String(SEAL.open(sealed(security), place), StandardCharsets.UTF_8);
    }
}
