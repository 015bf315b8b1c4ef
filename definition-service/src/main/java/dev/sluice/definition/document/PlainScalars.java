package dev.sluice.definition.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Scalars without quotes, by the core schema of YAML 1.2.2 (section 10.3.2): {@code on}, {@code no} and dates are texts. A
 * number has at most 100 digits and an exponent of at most 400: what reads it later must not be made to write it out.
 */
final class PlainScalars {
    private static final int MAX_DIGITS = 100;
    private static final int MAX_EXPONENT = 400;
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]++");
    private static final Pattern OCTAL = Pattern.compile("0o([0-7]++)");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x([0-9a-fA-F]++)");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE]([-+]?[0-9]++))?");
    private static final Pattern NO_NUMBER = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    private PlainScalars() {}

    static JsonNode value(String text, TextPosition place) {
        if (NULL.matcher(text).matches()) {
            return NullNode.getInstance();
        }
        if (TRUE.matcher(text).matches()) {
            return BooleanNode.TRUE;
        }
        if (FALSE.matcher(text).matches()) {
            return BooleanNode.FALSE;
        }
        char first = text.charAt(0);
        boolean mayBeNumber = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        return mayBeNumber ? number(text, place) : TextNode.valueOf(text);
    }

    private static JsonNode number(String text, TextPosition place) {
        if (INTEGER.matcher(text).matches()) {
            return integer(text, 10, text.length(), place);
        }
        Matcher octal = OCTAL.matcher(text);
        if (octal.matches()) {
            return integer(octal.group(1), 8, text.length(), place);
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.matches()) {
            return integer(hexadecimal.group(1), 16, text.length(), place);
        }
        Matcher decimal = FLOAT.matcher(text);
        if (decimal.matches()) {
            checkDigits(text.length(), place);
            checkExponent(decimal.group(1), place);
            return NODES.numberNode(new BigDecimal(text));
        }
        if (NO_NUMBER.matcher(text).matches()) {
            throw new RefusedTextException("number", "JSON has no number " + text + "; write it as a text", place);
        }
        return TextNode.valueOf(text);
    }

    private static JsonNode integer(String digits, int radix, int length, TextPosition place) {
        checkDigits(length, place);
        BigInteger value = new BigInteger(digits, radix);
        if (value.bitLength() < Integer.SIZE) {
            return NODES.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    private static void checkDigits(int length, TextPosition place) {
        if (length > MAX_DIGITS) {
            throw new RefusedTextException("number", "a number has at most " + MAX_DIGITS + " digits", place);
        }
    }

    private static void checkExponent(@Nullable String exponent, TextPosition place) {
        if (exponent != null && (exponent.length() > 5 || Math.abs(Integer.parseInt(exponent)) > MAX_EXPONENT)) {
            throw new RefusedTextException(
                    "number", "the exponent of a number is at most " + MAX_EXPONENT + ", found " + exponent, place);
        }
    }
}
