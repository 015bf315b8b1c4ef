package dev.sluice.definition.validate;

import dev.sluice.definition.document.DocumentChannel;
import dev.sluice.definition.document.LocatedNode;
import dev.sluice.definition.document.Outline;
import dev.sluice.model.definition.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Examples and defaults are as their schemas say. In 3.x this is a warning, as a wrong default is in 2.x: the reference
 * parser lets those pass.
 */
final class ExampleRules implements Rule {
    private static final String MESSAGE = "message-examples";

    @Override
    public void check(Outline outline, FindingList findings) {
        Check check = new Check(
                new PayloadSchemas(outline.references(), outline.document().work()),
                findings,
                outline.document().version().isV3() ? Severity.WARNING : Severity.ERROR);
        List<LocatedNode> messages = new ArrayList<>(outline.allMessages());
        messages.addAll(outline.component("messageTraits").entries());
        for (LocatedNode message : List.copyOf(messages)) {
            messages.addAll(message.get("traits").entries());
        }
        messages.forEach(check::message);
        schemas(outline, messages).forEach(check::schema);
    }

    private static List<LocatedNode> schemas(Outline outline, List<LocatedNode> messages) {
        List<LocatedNode> schemas = new ArrayList<>(outline.component("schemas").entries());
        messages.stream().filter(Check::isJsonSchema).forEach(message -> schemas.add(message.get("payload")));
        for (DocumentChannel channel : outline.channels()) {
            channel.at().get("parameters").entries().forEach(parameter -> schemas.add(parameter.get("schema")));
        }
        outline.component("parameters").entries().forEach(parameter -> schemas.add(parameter.get("schema")));
        return schemas;
    }

    private record Check(PayloadSchemas schemas, FindingList findings, Severity severity) {
        static boolean isJsonSchema(LocatedNode message) {
            String format = message.get("schemaFormat").text().toLowerCase(Locale.ROOT);
            boolean wrapped = message.get("payload").get("schemaFormat").exists();
            return !wrapped && (format.isEmpty() || format.contains("vnd.aai.asyncapi") || format.contains("schema+"));
        }

        void message(LocatedNode message) {
            if (!isJsonSchema(message)) {
                return;
            }
            for (LocatedNode example : message.get("examples").entries()) {
                for (String part : List.of("payload", "headers")) {
                    if (message.get(part).exists() && !example.get(part).node().isMissingNode()) {
                        check(message.get(part), example.get(part), MESSAGE, severity);
                    }
                }
            }
        }

        void schema(LocatedNode schema) {
            for (LocatedNode example : schema.get("examples").entries()) {
                check(schema, example, "schema-examples", severity);
            }
            if (!schema.get("default").node().isMissingNode()) {
                check(schema, schema.get("default"), "schema-default", Severity.WARNING);
            }
        }

        private void check(LocatedNode schema, LocatedNode value, String rule, Severity severity) {
            if (findings.isFull(severity)) {
                return;
            }
            switch (schemas.check(schema, value.node())) {
                case PayloadSchemas.Result.NotChecked none ->
                    findings.add(Severity.INFO, rule, value.pointer(), "not checked: " + none.reason());
                case PayloadSchemas.Result.Checked checked -> {
                    for (SchemaErrors.Violation error : checked.errors()) {
                        findings.add(severity, rule, value.pointer() + error.pointer(), error.message());
                    }
                }
            }
        }
    }
}
