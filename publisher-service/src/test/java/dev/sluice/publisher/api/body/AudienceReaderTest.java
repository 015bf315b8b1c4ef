package dev.sluice.publisher.api.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.publisher.api.design.ApiAudience;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceReaderTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | {}                                                       | true",
                "true  | {\"streaming\":{\"heartbeatMs\":20000}}                  | true",
                "false | {\"streaming\":{\"heartbeatMs\":20000}}                  | false",
                "      | {\"streaming\":{\"heartbeatMs\":20000}}                  | ",
                "true  | {\"streaming\":{\"subscriptionApproval\":null}}          | true",
                "true  | {\"streaming\":{\"subscriptionApproval\":false}}         | false",
                "true  | {\"streaming\":{\"subscriptionApprovalAsInstalled\":true}}  | ",
                "true  | {\"streaming\":{\"subscriptionApprovalAsInstalled\":false}} | true"
            })
    void whatIsNotSaidOfApprovalStaysAsItWas(@Nullable Boolean before, String body, @Nullable Boolean after)
            throws JsonProcessingException {
        Fields fields = Fields.of(JSON.readTree(body));

        ApiAudience read = AudienceReader.read(fields, approvedAs(before));

        assertThat(read.subscriptionApproval()).isEqualTo(after);
        assertThat(fields.errors()).isEmpty();
    }

    @Test
    void itIsSaidInOneWay() throws JsonProcessingException {
        Fields fields = Fields.of(JSON.readTree(
                "{\"streaming\":{\"subscriptionApproval\":true,\"subscriptionApprovalAsInstalled\":true}}"));

        AudienceReader.read(fields, approvedAs(true));

        assertThat(fields.errors())
                .extracting(FieldError::field)
                .isEqualTo(List.of("streaming.subscriptionApprovalAsInstalled"));
    }

    private static ApiAudience approvedAs(@Nullable Boolean approval) {
        return new ApiAudience(
                ApiAudience.Visibility.PUBLIC, List.of(), ApiAudience.AccessControl.NONE, List.of(), approval);
    }
}
