package dev.sluice.relay.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ApiDirectoryTest {
    private static final String KEY = "Default/api";

    private final ApiDirectory directory = new ApiDirectory();

    private static ApiRecord api(int schema, long version) {
        return Wire.readApi(("{\"schema\":" + schema + ",\"version\":" + version
                        + ",\"apiId\":\"api\",\"context\":\"/a\",\"basePath\":\"/a/1\",\"environment\":\"Default\","
                        + "\"state\":\"PUBLISHED\",\"eventPartitions\":1}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRecordOfALaterSchemaOrUnderAnotherKeyIsRefusedAndWhatWasHeldStays() {
        directory.onRecord(KEY, api(1, 5));

        assertThatThrownBy(() -> directory.onRecord(KEY, api(2, 6))).hasMessageContaining("schema 2");
        assertThatThrownBy(() -> directory.onRecord("Default/other", api(1, 7))).hasMessageContaining(KEY);
        assertThat(directory.api("Default", "api")).contains(api(1, 5));
        assertThat(directory.api("Default", "other")).isEmpty();
    }

    @Test
    void aFailureIsToldUntilALaterRecordOfTheKeyIsInForce() {
        directory.onRecord(KEY, api(1, 5));
        directory.onFailure(KEY, 4, "stale");
        assertThat(directory.failures()).isEmpty();

        directory.onFailure(KEY, 6, "broken");
        assertThat(directory.failures()).containsExactly(new NodeRecord.Failure(KEY, 6, "broken"));

        directory.onRecord(KEY, api(1, 7));
        assertThat(directory.failures()).isEmpty();
    }

    @Test
    void whatIsToldOfAFailureIsBounded() {
        for (int i = 0; i < 200; i++) {
            directory.onFailure(i + "k".repeat(1_000), 0, "r".repeat(1_000));
        }

        assertThat(directory.failures()).hasSize(100).allSatisfy(failure -> {
            assertThat(failure.key().length()).isLessThanOrEqualTo(300);
            assertThat(failure.reason().length()).isLessThanOrEqualTo(200);
        });
    }
}
