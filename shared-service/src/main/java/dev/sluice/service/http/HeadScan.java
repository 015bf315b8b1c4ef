package dev.sluice.service.http;

import dev.sluice.model.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a request byte by byte, as it comes, and says what is wrong with it: RFC 9112, 2 to 5, without the
 * liberties that it allows, since a proxy in front may take them otherwise and see another request. It keeps
 * nothing of what it has read.
 *
 * <p>Not thread safe. After a refusal it is of no more use.
 */
public final class HeadScan {
    private static final String VERSION = "HTTP/";
    /** Its first byte opens every TLS connection. */
    private static final byte TLS_HANDSHAKE = 0x16;

    private enum At {
        START,
        START_LINE_END,
        METHOD,
        TARGET,
        VERSION,
        LINE_END,
        HEADER,
        NAME,
        VALUE,
        HEADER_END,
        LAST_LINE_END,
        COMPLETE
    }

    private final HeadLimits limits;
    private At at = At.START;
    /** In the present part of the request line. */
    private int partBytes;

    private int lineBytes;
    private int headerBytes;
    private int headers;

    public HeadScan(HeadLimits limits) {
        this.limits = limits;
    }

    public boolean isComplete() {
        return at == At.COMPLETE;
    }

    /** Takes the next byte of a head that is not complete; {@code null} = nothing is wrong so far. */
    public @Nullable Refusal take(byte next) {
        return switch (at) {
            case START -> onStart(next);
            case METHOD -> onMethod(next);
            case TARGET -> onTarget(next);
            case VERSION -> onVersion(next);
            case HEADER -> onHeader(next);
            case NAME -> onName(next);
            case VALUE -> onValue(next);
            case START_LINE_END -> onLineEnd(next, At.METHOD);
            case LINE_END, HEADER_END -> onLineEnd(next, At.HEADER);
            case LAST_LINE_END -> onLineEnd(next, At.COMPLETE);
            case COMPLETE -> throw new IllegalStateException("the head is complete");
        };
    }

    /** One empty line may come first. */
    private @Nullable Refusal onStart(byte next) {
        if (next == '\r') {
            at = At.START_LINE_END;
            return null;
        }
        if (next == TLS_HANDSHAKE) {
            return Refusal.malformed("This port speaks plain HTTP, not TLS.");
        }
        at = At.METHOD;
        return onMethod(next);
    }

    private @Nullable Refusal onMethod(byte next) {
        if (next == ' ' && partBytes > 0) {
            return go(At.TARGET);
        }
        return isTokenByte(next) ? inLine() : Refusal.malformed("The method must be a token, and one space behind it.");
    }

    private @Nullable Refusal onTarget(byte next) {
        if (next == ' ' && partBytes > 0) {
            return go(At.VERSION);
        }
        if (next <= ' ' || next == 0x7f || next == '#') {
            return Refusal.malformed(
                    "The request line must be method, target and HTTP/1.1, with one space between; the target is ASCII,"
                            + " percent-encoded, without a fragment.");
        }
        return inLine();
    }

    private @Nullable Refusal onVersion(byte next) {
        if (next == '\r' && partBytes == VERSION.length() + 3) {
            at = At.LINE_END;
            return null;
        }
        if (partBytes == VERSION.length() && isDigit(next) && next != '1') {
            return new Refusal(
                    Problem.VERSION_NOT_SUPPORTED, "This port speaks HTTP/1.1 and HTTP/1.0, not HTTP/" + (char) next);
        }
        if (partBytes == VERSION.length() + 2 && isDigit(next) && next > '1') {
            return new Refusal(
                    Problem.VERSION_NOT_SUPPORTED, "This port speaks HTTP/1.1 and HTTP/1.0, not HTTP/1." + (char) next);
        }
        boolean expected = partBytes < VERSION.length()
                ? next == VERSION.charAt(partBytes)
                : partBytes == VERSION.length() + 1 ? next == '.' : isDigit(next) && partBytes < VERSION.length() + 3;
        return expected ? inLine() : Refusal.malformed("The request line must end with HTTP/1.1 and CR LF.");
    }

    private @Nullable Refusal onHeader(byte next) {
        if (next == '\r') {
            at = At.LAST_LINE_END;
            return null;
        }
        if (next == ' ' || next == '\t') {
            return Refusal.malformed("A header line must not be folded: it begins with white space.");
        }
        if (++headers > limits.headers()) {
            return new Refusal(Problem.HEADERS_TOO_LARGE, "At most " + limits.headers() + " header lines.");
        }
        at = At.NAME;
        return isTokenByte(next) ? inHeaders() : badName();
    }

    private @Nullable Refusal onName(byte next) {
        if (next == ':') {
            at = At.VALUE;
            return inHeaders();
        }
        return isTokenByte(next) ? inHeaders() : badName();
    }

    private @Nullable Refusal onValue(byte next) {
        if (next == '\r') {
            at = At.HEADER_END;
            return null;
        }
        boolean isControl = (next >= 0 && next < ' ' && next != '\t') || next == 0x7f;
        return isControl ? Refusal.malformed("A header has a control byte, or its line ends without CR.") : inHeaders();
    }

    private @Nullable Refusal onLineEnd(byte next, At then) {
        if (next != '\n') {
            return Refusal.malformed("A line ends with CR LF: there is a CR without LF.");
        }
        at = then;
        return null;
    }

    private @Nullable Refusal go(At part) {
        at = part;
        partBytes = -1; // the space is counted as the line's alone
        return inLine();
    }

    private @Nullable Refusal inLine() {
        partBytes++;
        return ++lineBytes > limits.lineBytes()
                ? new Refusal(
                        Problem.URI_TOO_LONG, "The request line may have " + limits.lineBytes() + " bytes at most.")
                : null;
    }

    private @Nullable Refusal inHeaders() {
        return ++headerBytes > limits.headerBytes()
                ? new Refusal(
                        Problem.HEADERS_TOO_LARGE, "All headers may have " + limits.headerBytes() + " bytes at most.")
                : null;
    }

    private static Refusal badName() {
        return Refusal.malformed("A header's name must be a token, and a colon directly behind it.");
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isTokenByte(byte b) {
        return isDigit(b)
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b > 0 && "!#$%&'*+-.^_`|~".indexOf(b) >= 0);
    }
}
