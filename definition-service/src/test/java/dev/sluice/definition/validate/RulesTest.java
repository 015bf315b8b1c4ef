package dev.sluice.definition.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.definition.Fixtures;
import dev.sluice.definition.document.DocumentLimits;
import dev.sluice.definition.document.DocumentReader;
import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Finding.Severity;
import dev.sluice.model.definition.Findings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule with a document that breaks it: two that are valid, with one change each. */
class RulesTest {
    private static final String V2 = """
            asyncapi: 2.6.0
            info: {title: a, version: '1'}
            servers:
              s:
                url: https://{host}/a
                protocol: https
                variables: {host: {default: h}}
            channels:
              /a/{id}:
                servers: [s]
                parameters: {id: {schema: {type: string}}}
                subscribe:
                  operationId: one
                  security: [{o: [read]}]
                  tags: [{name: t}]
                  message:
                    messageId: m
                    payload: {$ref: '#/components/schemas/P'}
                    examples: [{payload: {n: 1}}]
              /b:
                subscribe:
                  operationId: two
                  message: {messageId: m2}
            components:
              schemas:
                P: {type: object, properties: {n: {type: number}}}
              securitySchemes:
                o:
                  type: oauth2
                  flows: {clientCredentials: {tokenUrl: 'https://t.example.com', scopes: {read: Reads}}}
            """;

    private static final String V3 = """
            asyncapi: 3.0.0
            info: {title: a, version: '1'}
            servers:
              s: {host: '{host}', protocol: https, variables: {host: {default: h}}}
            channels:
              a:
                address: /a/{id}
                servers: [{$ref: '#/servers/s'}]
                parameters: {id: {description: d}}
                messages:
                  m:
                    payload: {$ref: '#/components/schemas/P'}
                    examples: [{payload: {n: 1}}]
              b: {address: /b, messages: {m: {name: n}}}
            operations:
              one:
                action: send
                channel: {$ref: '#/channels/a'}
                messages: [{$ref: '#/channels/a/messages/m'}]
            components:
              schemas:
                P: {type: object, properties: {n: {type: number}}}
            """;

    private static final Validator VALIDATOR = new Validator(new DocumentReader(DocumentLimits.DEFAULT));

    private static Findings validate(String text) {
        return VALIDATOR.validate(Fixtures.utf8(text));
    }

    @Test
    void bothAreValidAsTheyAre() {
        assertThat(validate(V2).valid()).as("%s", validate(V2).findings()).isTrue();
        assertThat(validate(V3).valid()).as("%s", validate(V3).findings()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2 | {host}/a              | {host}/{x}             | error   | server-variables    | /servers/s/variables
            2 | {host}/a              | h/a                    | error   | server-variables    | /servers/s/variables/host
            2 | servers: [s]          | servers: [x]           | error   | channel-servers     | /channels/~1a~1{id}/servers/0
            2 | /a/{id}:              | /a/{other}:            | error   | channel-parameters  | /channels/~1a~1{other}/parameters
            2 | /a/{id}:              | /a:                    | error   | channel-parameters  | /channels/~1a/parameters/id
            2 | /b:                   | /b/{c}:                | warning | channel-parameters  | /channels/~1b~1{c}
            2 | /b:                   | /b?c:                  | error   | channel-no-query-nor-fragment | /channels/~1b?c
            2 | /b:                   | /b/:                   | warning | channel-no-trailing-slash | /channels/~1b~1
            2 | [{o: [read]}]         | [{x: []}]              | error   | operation-security  | /channels/~1a~1{id}/subscribe/security/0/x
            2 | [{o: [read]}]         | [{o: [w]}]             | error   | operation-security  | /channels/~1a~1{id}/subscribe/security/0/o/0
            2 | [{name: t}]           | [{name: t}, {name: t}] | error   | tags-uniqueness     | /channels/~1a~1{id}/subscribe/tags/1/name
            2 | two                   | one                    | error   | operation-operationId-uniqueness | /channels/~1b/subscribe/operationId
            2 | m2                    | m                      | error   | message-messageId-uniqueness | /channels/~1b/subscribe/message/messageId
            2 | {n: 1}                | {n: x}                 | error   | message-examples    | /channels/~1a~1{id}/subscribe/message/examples/0/payload/n
            2 | P: {type: object      | P: {type: object, examples: [1] | error | schema-examples | /components/schemas/P/examples/0
            2 | P: {type: object      | P: {type: object, default: 1 | warning | schema-default | /components/schemas/P/default
            2 | schemas/P'            | schemas/Q'             | error   | invalid-ref         | /channels/~1a~1{id}/subscribe/message/payload/$ref
            2 | '#/components/schemas/P' | 'http://example.com/x' | info | external-ref        | /channels/~1a~1{id}/subscribe/message/payload/$ref
            2 | {type: string}        | {type: string, pattern: '(['} | error | schema-pattern | /channels/~1a~1{id}/parameters/id/schema/pattern
            2 | {type: string}        | {type: string, pattern: '(?=a)'} | info | schema-pattern | /channels/~1a~1{id}/parameters/id/schema/pattern
            2 | operationId: two      | operation: two         | error   | schema              | /channels/~1b/subscribe/operation
            2 | title: a              | titel: a               | error   | schema              | /info
            3 | '#/servers/s'         | '#/components/x'       | error   | required-channel-servers-unambiguity | /channels/a/servers/0
            3 | address: /a/{id}      | address: /a            | error   | channel-parameters  | /channels/a/parameters/id
            3 | address: /b           | address: '/b?c'          | warning | channel-no-query-nor-fragment | /channels/b/address
            3 | channel: {$ref: '#/channels/a'} | channel: {address: /x} | error | required-operation-channel-unambiguity | /operations/one/channel
            3 | [{$ref: '#/channels/a/messages/m'}] | [{$ref: '#/channels/b/messages/m'}] | error | operation-messages-from-referred-channel | /operations/one/messages/0
            3 | action: send          | action: subscribe      | error   | schema              | /operations/one/action
            3 | '{host}'              | h                      | warning | server-variables    | /servers/s/variables/host
            3 | {n: 1}                | {n: x}                 | warning | message-examples    | /channels/a/messages/m/examples/0/payload/n
            3 | schemas/P'            | schemas/Q'             | error   | invalid-ref         | /channels/a/messages/m/payload/$ref
            """)
    void oneChangeIsFoundWhereItIs(
            int generation, String from, String to, String severity, String rule, String pointer) {
        // Given
        String whole = generation == 2 ? V2 : V3;
        assertThat(whole).containsOnlyOnce(from);
        String changed = whole.replace(from, to);

        // When
        List<Finding> found = validate(changed).findings();

        // Then
        assertThat(found).anySatisfy(finding -> {
            assertThat(finding.severity().wireName()).isEqualTo(severity);
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.pointer()).isEqualTo(pointer);
        });
        assertThat(validate(changed).valid()).isEqualTo(!severity.equals("error"));
    }

    @Test
    void findingsHaveTheLineOfTheirPlace() {
        assertThat(validate(V2.replace("servers: [s]", "servers: [x]")).findings())
                .anySatisfy(finding -> {
                    assertThat(finding.rule()).isEqualTo("channel-servers");
                    assertThat(finding.line()).isEqualTo(10);
                    assertThat(finding.column()).isEqualTo(15);
                });
        assertThat(validate(V3.replace("title: a", "titel: a")).findings()).anySatisfy(finding -> {
            assertThat(finding.pointer()).isEqualTo("/info");
            assertThat(finding.line()).isEqualTo(2);
        });
    }

    @Test
    void aServersSchemeMustBeDeclared() {
        String changed = V2.replace("    protocol: https\n", "    protocol: https\n    security: [{x: []}]\n");

        assertThat(validate(changed).findings())
                .anySatisfy(finding -> assertThat(finding.rule()).isEqualTo("server-security"));
    }

    @Test
    void referencesThatAreNotEscapedAreTold() {
        String changed = V3.replace("  b: {address", "  b/c: {address").replace("'#/channels/a'", "'#/channels/b/c'");

        assertThat(validate(changed).findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(Validator.UNESCAPED_REF);
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        });
    }

    /** What a backend declares under our prefix would never reach it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | operationId: two             | bindings: {http: {type: request, query: %s}} | /channels/~1b/subscribe/bindings/http/query/properties/sluice.rate
            3 | channel: {$ref: '#/channels/a'} | bindings: {http: {query: %s}}            | /operations/one/bindings/http/query/properties/sluice.rate
            """)
    void aParameterUnderThePrefixOfTheGatewayIsAnError(int generation, String after, String binding, String pointer) {
        String query = "{type: object, properties: {rate: {type: string}, sluice.rate: {type: string}}}";
        String whole = generation == 2 ? V2 : V3;
        int indent = after.startsWith("operationId") ? 6 : 4;

        List<Finding> found = validate(
                        whole.replace(after, after + '\n' + " ".repeat(indent) + binding.formatted(query)))
                .findings();

        assertThat(found)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("query-reserved-prefix");
                    assertThat(finding.pointer()).isEqualTo(pointer);
                    assertThat(finding.message()).contains("'sluice.rate'").contains("gateway");
                });
    }

    @Test
    void aParameterUnderOurPrefixIsFoundBehindReferencesAndInComponents() {
        String changed = V3.replace(
                        "channel: {$ref: '#/channels/a'}",
                        "channel: {$ref: '#/channels/a'}\n    bindings: {$ref: '#/components/operationBindings/q'}")
                .replace("components:\n", """
                        components:
                          operationBindings:
                            q: {http: {query: {$ref: '#/components/schemas/Q'}}}
                            unused: {http: {query: {type: object, properties: {sluice.b: {type: string}}}}}
                        """)
                .replace("    P: {", "    Q: {type: object, properties: {sluice.a: {type: string}}}\n    P: {");

        assertThat(validate(changed).findings())
                .filteredOn(finding -> finding.rule().equals("query-reserved-prefix"))
                .extracting(Finding::pointer)
                .containsExactlyInAnyOrder(
                        "/components/schemas/Q/properties/sluice.a",
                        "/components/operationBindings/unused/http/query/properties/sluice.b");
    }

    @Test
    void formatsAreWarnings() {
        String changed = V2.replace("{title: a,", "{title: a, contact: {email: 'no mail'},");

        assertThat(validate(changed).valid()).isTrue();
        assertThat(validate(changed).findings()).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.pointer()).isEqualTo("/info/contact/email");
        });
    }
}
