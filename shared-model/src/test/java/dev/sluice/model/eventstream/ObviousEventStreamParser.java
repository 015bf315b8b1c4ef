package dev.sluice.model.eventstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second opinion: slow, with the whole stream in hand, written from the text of WHATWG HTML 9.2.5 and 9.2.6 without
 * a look at {@link EventStreamParser}. One character is one byte.
 */
final class ObviousEventStreamParser {
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final EventStreamLimits limits;
    private final List<ParserOutput> outputs = new ArrayList<>();
    private String lastEventId = "";
    private List<String> dataLines = new ArrayList<>();
    private String type = "";
    private @Nullable String ownId;

    ObviousEventStreamParser(EventStreamLimits limits) {
        this.limits = limits;
    }

    List<ParserOutput> parse(byte[] stream) {
        String text = new String(stream, ISO_8859_1);
        if (text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(BYTE_ORDER_MARK.length());
        }
        // -1 keeps empty lines; what comes after the last line end is no line, but the unfinished rest.
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            line(lines[i]);
        }
        return outputs;
    }

    private void line(String line) {
        int colon = line.indexOf(':');
        if (line.isEmpty()) {
            dispatch();
        } else if (colon == 0) {
            outputs.add(new ParserOutput.Comment());
        } else if (colon > 0) {
            String value = line.substring(colon + 1);
            field(line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
        } else {
            field(line, "");
        }
    }

    private void field(String name, String value) {
        switch (name) {
            case "data" -> dataLines.add(value);
            case "event" -> type = value;
            case "id" -> {
                if (value.indexOf('\0') < 0 && value.length() <= limits.maxIdBytes()) {
                    ownId = ObviousUtf8.decode(value);
                }
            }
            case "retry" -> {
                if (value.matches("[0-9]+")) {
                    outputs.add(new ParserOutput.Retry(
                            new BigInteger(value).min(LARGEST).longValueExact()));
                }
            }
            default -> {}
        }
    }

    private void dispatch() {
        if (ownId != null) {
            lastEventId = ownId;
        }
        String data = String.join("\n", dataLines);
        String shownType = type.isEmpty() ? "message" : ObviousUtf8.decode(type);
        if (dataLines.isEmpty()) {
            if (ownId != null) {
                outputs.add(new ParserOutput.Id(lastEventId));
            }
        } else if (type.length() > limits.maxTypeBytes()) {
            outputs.add(new ParserOutput.Oversize(null, data.length(), ownId, lastEventId));
        } else if (data.length() > limits.maxEventBytes()) {
            outputs.add(new ParserOutput.Oversize(shownType, data.length(), ownId, lastEventId));
        } else {
            outputs.add(new ParserOutput.Event(shownType, data, ownId, lastEventId));
        }
        dataLines = new ArrayList<>();
        type = "";
        ownId = null;
    }
}
