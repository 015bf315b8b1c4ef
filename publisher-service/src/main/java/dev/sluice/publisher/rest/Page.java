package dev.sluice.publisher.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page of a list, in the shape of the contract: {@code next} and {@code previous} are empty at the ends. */
public record Page<T>(int count, List<T> list, Pagination pagination) {
    /** Where the page is in the list. */
    public record Pagination(int offset, int limit, long total, String next, String previous) {}

    /**
     * @param path of the list below the base path, such as {@code /apis}
     * @param query of the request, kept in the links; empty = none
     */
    public static <T> Page<T> of(List<T> list, PageRequest asked, long total, String path, String query) {
        int end = asked.offset() + asked.limit();
        String next = end < total ? link(path, end, asked.limit(), query) : "";
        int before = Math.max(0, asked.offset() - asked.limit());
        String previous = asked.offset() > 0 ? link(path, before, asked.limit(), query) : "";
        return new Page<>(list.size(), list, new Pagination(asked.offset(), asked.limit(), total, next, previous));
    }

    private static String link(String path, int offset, int limit, String query) {
        return path + "?limit=" + limit + "&offset=" + offset + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
