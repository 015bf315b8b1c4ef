package dev.sluice.publisher.web.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Makes the document of {@code /q/openapi} when the service is built: which routes there are, which headers they read and
 * who may use them, says the code; what they take and answer, the contract.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class DocumentFilter implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI scanned) {
        List<ScannedOperation> routes = scanned.getPaths().getPathItems().entrySet().stream()
                .flatMap(path -> path.getValue().getOperations().entrySet().stream()
                        .map(operation -> ScannedOperation.of(
                                path.getKey(),
                                operation.getKey().name().toLowerCase(Locale.ROOT),
                                operation.getValue())))
                .toList();
        OpenAPI document = parse(new Contracts().document(routes));
        scanned.setPaths(document.getPaths());
        scanned.setComponents(document.getComponents());
        scanned.setTags(null);
    }

    private static OpenAPI parse(ObjectNode document) {
        byte[] json = document.toString().getBytes(StandardCharsets.UTF_8);
        return SmallRyeOpenAPI.builder()
                .withCustomStaticFile(() -> new ByteArrayInputStream(json))
                .enableStandardStaticFiles(false)
                .enableModelReader(false)
                .enableStandardFilter(false)
                .enableAnnotationScan(false)
                .build()
                .model();
    }
}
