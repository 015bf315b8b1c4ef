package dev.sluice.publisher.developer.application;

import dev.sluice.publisher.web.problem.Fields;

/** What a developer decides of an application. */
record ApplicationDetails(String name, String policy, String description) {
    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 512;

    /** What is wrong is noted in the body. */
    static ApplicationDetails read(Fields body) {
        String name = body.required("name", MAX_NAME);
        String policy = body.required("throttlingPolicy", 64);
        if (!body.text("tokenType", "JWT", 16).equals("JWT")) {
            body.wrong("tokenType", "must be JWT");
        }
        return new ApplicationDetails(name, policy, body.text("description", "", MAX_DESCRIPTION));
    }
}
