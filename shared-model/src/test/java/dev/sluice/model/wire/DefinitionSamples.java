package dev.sluice.model.wire;

import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.definition.ApiDesign;
import dev.sluice.model.definition.Contact;
import dev.sluice.model.definition.DesignAuth;
import dev.sluice.model.definition.DesignTopic;
import dev.sluice.model.definition.EventExample;
import dev.sluice.model.definition.EventMessage;
import dev.sluice.model.definition.ExternalDocs;
import dev.sluice.model.definition.Finding;
import dev.sluice.model.definition.Findings;
import dev.sluice.model.definition.GatewayServer;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.model.definition.License;
import dev.sluice.model.definition.Tag;
import dev.sluice.model.definition.TopicParameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The records between publisher and definition-service, as their golden files have them. */
final class DefinitionSamples {
    private static final DesignAuth AUTH = new DesignAuth(
            ApiAuth.DEFAULT, "https://localhost:9443/oauth2/token", Map.of("prices:read", "Read prices"));

    private DefinitionSamples() {}

    static ApiDesign design() {
        return new ApiDesign(
                "Prices",
                "1.0.0",
                "/events",
                "/events/1.0.0",
                "Prices as they change",
                "https://portal.example.com/terms",
                new Contact("API team", "https://portal.example.com", "team@example.com"),
                new License("Apache 2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
                List.of(new Tag("prices", "Price changes")),
                new ExternalDocs("Developer portal", "https://portal.example.com/apis"),
                List.of(new GatewayServer(
                        "Default", "https", List.of("gw.example.com"), null, "Gateway Default", "Default")),
                AUTH,
                3_000,
                15_000,
                List.of(topic()),
                Map.of("PriceChanged", message()),
                Map.of("Price", Map.of("type", "object")),
                Map.of("transport", List.of("https")));
    }

    static Findings findings() {
        return new Findings(
                false,
                "3.0.0",
                List.of(
                        new Finding(Finding.Severity.ERROR, "schema", "title is missing", "/info", 2, 1),
                        new Finding(Finding.Severity.WARNING, "external-ref", "not followed", "", 0, 0)));
    }

    static ImportedApi imported() {
        return new ImportedApi(
                "2.6.0",
                "Prices",
                "1.0.0",
                "/events",
                "Prices as they change",
                List.of("https"),
                true,
                List.of(new ImportedApi.Server("production", "https://backend.example.com", "https", false)),
                AUTH,
                List.of(topic()),
                Map.of("PriceChanged", message()),
                Map.of("Price", Map.of("type", "object")),
                new Contact("API team", "https://portal.example.com", "team@example.com"),
                List.of("prices"),
                List.of("https"),
                Map.of("transport", List.of("https")),
                List.of(new Finding(
                        Finding.Severity.INFO, "direction", "publish is passed over", "/channels/a", 9, 3)));
    }

    private static DesignTopic topic() {
        return new DesignTopic(
                "/prices/{symbol}",
                "Prices of one symbol",
                "The price changes of one symbol",
                "Price changes of one symbol",
                "Any",
                List.of("prices:read"),
                List.of("prices"),
                List.of(new TopicParameter("symbol", "Ticker symbol", Map.of("type", "string"))),
                List.of("PriceChanged"));
    }

    private static EventMessage message() {
        return new EventMessage(
                "price",
                "Price changed",
                "A price has changed",
                "application/json",
                null,
                Map.of("$ref", "#/components/schemas/Price"),
                List.of(new EventExample(
                        "acme", "ACME rises", Map.of("id", "1042"), Map.of("price", new BigDecimal("101.25")))));
    }
}
