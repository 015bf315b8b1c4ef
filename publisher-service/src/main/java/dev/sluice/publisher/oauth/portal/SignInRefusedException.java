package dev.sluice.publisher.oauth.portal;

/** A sign-in that went well with the provider and is refused here. Its message is for the user. */
final class SignInRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SignInRefusedException(String why) {
        super(why);
    }
}
