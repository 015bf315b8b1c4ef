package dev.sluice.publisher.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.publisher.PublisherTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The copy of the service's document that the types of the portal's pages are made from. */
@PublisherTest
class CheckedInDocumentIT {
    private static final Path COPY = Path.of("src/main/webui/openapi.json");
    /** With it the test writes the copy before it compares. */
    private static final String WRITE = "openapi.write";

    private static final String HOW = "mvn -pl publisher-service -am test -Dtest=CheckedInDocumentIT"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void itIsWhatTheServiceShows() throws IOException {
        String served = sorted(Document.served());
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(COPY.getParent());
            Files.writeString(COPY, served);
        }

        assertThat(Files.exists(COPY))
                .as("%s is missing; it is written by: %s", COPY, HOW)
                .isTrue();
        assertThat(Files.readString(COPY))
                .as("%s is another than /q/openapi shows; it is renewed by: %s", COPY, HOW)
                .isEqualTo(served);
    }

    /** One text for one document, whatever order the service shows it in. */
    private static String sorted(Document document) throws JsonProcessingException {
        return JSON.writeValueAsString(JSON.treeToValue(document.root(), Object.class)) + "\n";
    }
}
