package dev.sluice.acceptance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds secrets, and parts of them from 12 characters on, in bytes: as they are, in hexadecimal, and within any base64.
 * Linear in the bytes, whatever the number of secrets. For one thread.
 */
final class SecretSearch {
    private static final int MIN_CHARACTERS = 12;
    private static final int PROBE = Long.BYTES;
    /** A part of 11 bytes has a probe at one of its offsets, wherever it lies. */
    private static final int STEP = 4;

    private final Map<Long, List<Position>> probes = new HashMap<>();
    private final Map<String, Set<String>> found = new TreeMap<>();

    /** @param least as many bytes as make up {@link #MIN_CHARACTERS} of the secret in this form */
    private record Form(String name, byte[] bytes, int least) {}

    private record Position(Form form, int at) {}

    /**
     * Looks for one more secret from now on.
     *
     * @param secret without a beginning that others have, too
     */
    void add(String name, String secret) {
        if (secret.length() < MIN_CHARACTERS + STEP) {
            throw new IllegalArgumentException(name + " is too short to be looked for");
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        addForm(new Form(name, bytes, MIN_CHARACTERS));
        for (HexFormat hex : List.of(HexFormat.of(), HexFormat.of().withUpperCase())) {
            addForm(new Form(
                    name + " in hexadecimal",
                    hex.formatHex(bytes).getBytes(StandardCharsets.US_ASCII),
                    2 * MIN_CHARACTERS));
        }
        for (Base64.Encoder base64 : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (int before = 0; before < 3; before++) {
                addForm(new Form(name + " in base64", inBase64(bytes, before, base64), MIN_CHARACTERS * 4 / 3));
            }
        }
    }

    /** Returns the characters that depend on the secret alone, when so many bytes come before it. */
    private static byte[] inBase64(byte[] secret, int before, Base64.Encoder base64) {
        ByteBuffer whole = ByteBuffer.allocate(before + secret.length);
        whole.position(before).put(secret);
        String text = base64.withoutPadding().encodeToString(whole.array());
        int begin = (before * 4 + 2) / 3;
        int end = whole.capacity() / 3 * 4;
        return text.substring(begin, end).getBytes(StandardCharsets.US_ASCII);
    }

    private void addForm(Form form) {
        ByteBuffer bytes = ByteBuffer.wrap(form.bytes());
        for (int at = 0; at + PROBE <= form.bytes().length; at++) {
            probes.computeIfAbsent(bytes.getLong(at), _ -> new ArrayList<>(1)).add(new Position(form, at));
        }
    }

    /** @param place which {@link #found} shows */
    void look(String place, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int at = 0; at + PROBE <= bytes.length; at += STEP) {
            for (Position position : probes.getOrDefault(buffer.getLong(at), List.of())) {
                if (common(position, bytes, at) >= position.form().least()) {
                    found.computeIfAbsent(position.form().name(), _ -> new TreeSet<>())
                            .add(place);
                }
            }
        }
    }

    void look(String place, String text) {
        look(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns how many bytes around this place are those of the form. */
    private static int common(Position position, byte[] bytes, int at) {
        byte[] form = position.form().bytes();
        int begin = 0;
        while (position.at() - begin > 0
                && at - begin > 0
                && form[position.at() - begin - 1] == bytes[at - begin - 1]) {
            begin++;
        }
        int end = PROBE;
        while (position.at() + end < form.length
                && at + end < bytes.length
                && form[position.at() + end] == bytes[at + end]) {
            end++;
        }
        return begin + end;
    }

    /** Returns the places by the names of the secrets, with the form in which they are there. */
    Map<String, Set<String>> found() {
        return Map.copyOf(found);
    }
}
