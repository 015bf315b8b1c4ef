package dev.sluice.publisher.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.publisher.problem.ErrorBody;
import dev.sluice.publisher.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code AsyncAPISpecificationValidationResponse}.
 *
 * @param isValid whether an API can be made of the document
 * @param content the document, if it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ValidationBody(
        boolean isValid, @Nullable String content, @Nullable Info info, List<ErrorBody.Item> errors) {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Info(
            String name,
            String version,
            @Nullable String context,
            String description,
            String asyncAPIVersion,
            String protocol,
            List<String> endpoints,
            List<String> asyncTransportProtocols) {}

    static ValidationBody valid(ImportedApi read, @Nullable String content) {
        Info info = new Info(
                read.name(),
                read.version(),
                read.context(),
                read.description(),
                read.asyncapi(),
                read.protocols().isEmpty() ? "" : read.protocols().getFirst(),
                read.servers().stream().map(ImportedApi.Server::url).toList(),
                read.protocols());
        return new ValidationBody(true, content, info, List.of());
    }

    static ValidationBody wrong(Refusal refusal) {
        return new ValidationBody(false, null, null, ErrorBody.items(refusal));
    }
}
