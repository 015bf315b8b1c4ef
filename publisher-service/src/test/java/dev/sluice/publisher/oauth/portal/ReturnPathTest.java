package dev.sluice.publisher.oauth.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "//evil.example/publisher",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/publisher\\..\\evil",
                "https://evil.example/publisher",
                "https:/publisher",
                "javascript:alert(1)",
                "data:text/html,x",
                "publisher",
                "/",
                "/publisherx",
                "/publisher/../oauth2/authorize",
                "/publisher/%2e%2E/api",
                "/publisher/./x",
                "/api/am/publisher/v4/apis",
                "/portal/sign-in?return=/publisher",
                "/portal/signed-in?x=1",
                "/portal/signed-in/",
                "/portal/signed-in#//evil",
                "/publisher\r\nSet-Cookie: a=b",
                "/publisher/ x",
                "/publisher/\u0000",
                "?x",
                "#x",
                " /publisher",
                "@evil.example"
            })
    void noOtherSiteOrRouteIsAReturn(String asked) {
        assertThat(ReturnPath.of(asked)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/publisher, /publisher",
        "/publisher/apis?query=a%26b#top, /publisher/apis?query=a%26b#top",
        "/devportal/apis/1, /devportal/apis/1",
        "/admin/users, /admin/users",
        "/portal/signed-in, /portal/signed-in",
        "/publisher/%5C%5Cevil, /publisher/%5C%5Cevil",
        "/publisher?next=//evil.example, /publisher?next=//evil.example",
        "/publisher/käse, /publisher/k%C3%A4se"
    })
    void aPageOfOursIs(String asked, String value) {
        assertThat(ReturnPath.of(asked)).hasValue(new ReturnPath(value));
    }

    @Test
    void withoutOneItIsThePublisherAndALongOneIsNone() {
        assertThat(ReturnPath.of("")).hasValue(new ReturnPath("/publisher"));
        assertThat(ReturnPath.of("/publisher/" + "x".repeat(1_100))).isEmpty();
    }
}
