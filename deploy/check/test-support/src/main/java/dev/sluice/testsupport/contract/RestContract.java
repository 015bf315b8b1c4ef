package dev.sluice.testsupport.contract;

import java.util.List;

/**
 * What the publisher's REST may answer: WSO2's contracts of publisher, developer portal and admin, with what differs and what is
 * added here noted in the head of each file, and the token service. Thread-safe.
 */
public final class RestContract {
    /** The beginnings of the publisher's paths; others are no REST of it. */
    private static final List<String> REST = List.of(
            "/api/",
            "/oauth2/",
            "/client-registration/",
            "/scim2/",
            "/.well-known/",
            "/portal/session",
            "/portal/sign-out",
            "/portal/settings");

    /** Below those, but for people: an answer is a page or a redirect. */
    private static final String PAGE = "/oauth2/authorize";

    /** The first that covers a path is asked; the last covers all. */
    private static final List<ContractFile> FILES = List.of(
            ContractFile.load("publisher-v4.yaml"),
            ContractFile.load("devportal-v3.yaml"),
            ContractFile.load("admin-v4.yaml"),
            ContractFile.load("sign-in.yaml"));

    private RestContract() {}

    /**
     * Passes over what is not the publisher's REST.
     *
     * @throws AssertionError if the contract does not know such a route or status, or not such a body
     */
    public static void check(RestAnswer answer) {
        if (REST.stream().anyMatch(answer.path()::startsWith) && !answer.path().equals(PAGE)) {
            FILES.stream()
                    .filter(file -> file.covers(answer.path()))
                    .findFirst()
                    .orElseThrow()
                    .check(answer);
        }
    }
}
