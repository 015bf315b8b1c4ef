package dev.sluice.publisher.api.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.definition.Findings;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract's {@code AsyncAPISpecificationValidationResponse}.
 *
 * @param isValid whether the document is as the specification says
 * @param content the document, if it was asked for
 * @param info {@code null} = it is not valid, or no API can be made of it
 * @param warnings what is passed over, and why no API can be made of it that is served here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ValidationBody(
        boolean isValid,
        @Nullable String content,
        @Nullable Info info,
        List<ErrorBody.Item> errors,
        List<ErrorBody.Item> warnings) {
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
        return new ValidationBody(true, content, info, List.of(), ErrorBody.items(Problems.warnings(read)));
    }

    /** A valid document of which no API can be made. */
    static ValidationBody unusable(Findings findings, @Nullable String content) {
        return new ValidationBody(true, content, null, List.of(), ErrorBody.items(Problems.of(findings)));
    }

    static ValidationBody wrong(Refusal refusal) {
        return new ValidationBody(false, null, null, ErrorBody.items(refusal), List.of());
    }
}
