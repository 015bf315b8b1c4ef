package dev.sluice.publisher.web.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A page of a list, in the shape of the contract: {@code next} and {@code previous} are empty at the ends. */
public record Page<T>(int count, List<T> list, Pagination pagination) {
    /** Where the page is in the list. */
    public record Pagination(int offset, int limit, long total, String next, String previous) {
        /** Of a list that is always sent whole. */
        public static Pagination whole(int count) {
            return new Pagination(0, count, count, "", "");
        }
    }

    /**
     * @param path of the list below the base path, such as {@code /apis}
     * @param query of the request, kept in the links; empty = none
     */
    public static <T> Page<T> of(List<T> list, PageRequest asked, long total, String path, String query) {
        return of(list, asked, total, path, Map.of("query", query));
    }

    /**
     * @param path of the list below the base path, such as {@code /apis}
     * @param parameters of the request beside offset and limit, kept in the links
     */
    public static <T> Page<T> of(
            List<T> list, PageRequest asked, long total, String path, Map<String, String> parameters) {
        int end = asked.offset() + asked.limit();
        String next = end < total ? link(path, end, asked.limit(), parameters) : "";
        int before = Math.max(0, asked.offset() - asked.limit());
        String previous = asked.offset() > 0 ? link(path, before, asked.limit(), parameters) : "";
        return new Page<>(list.size(), list, new Pagination(asked.offset(), asked.limit(), total, next, previous));
    }

    /** The same page with other entries. */
    public <R> Page<R> map(Function<T, R> entry) {
        return new Page<>(count, list.stream().map(entry).toList(), pagination);
    }

    private static String link(String path, int offset, int limit, Map<String, String> parameters) {
        StringBuilder link = new StringBuilder(path + "?limit=" + limit + "&offset=" + offset);
        parameters.forEach((name, value) ->
                link.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return link.toString();
    }
}
