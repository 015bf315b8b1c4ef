package dev.sluice.publisher.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingPagesTest {
    @Test
    void thePageSaysWhatToInstallAndWhatRestOffersInstead() {
        assertThat(new MissingPages("There is no Node.js here.\n").html())
                .contains("<strong>There is no Node.js here.</strong>", "/api/am/publisher/v4", "/q/openapi")
                .doesNotContain("<script", "{reason}");
        assertThat(new MissingPages(null).html()).contains("built without its pages");
    }
}
