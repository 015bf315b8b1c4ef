package dev.sluice.publisher.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Page;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Usage as the REST APIs show it: intervals without any are left out.
 *
 * @param from the beginning of the first interval that was asked for, RFC 3339, and {@code to} the end of the last one
 * @param groupBy {@code null} = all together
 * @param total of all pages
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UsageReportBody(
        String from,
        String to,
        String interval,
        @Nullable String groupBy,
        CountsBody total,
        int count,
        List<RowBody> list,
        Page.Pagination pagination) {
    private static final int RETRY_SECONDS = 2;

    record CountsBody(long deliveries, long bytes, long replayed, long opened, Map<String, Long> closed) {
        static CountsBody of(UsageCounts counts) {
            return new CountsBody(
                    counts.deliveries(), counts.bytes(), counts.replayed(), counts.opened(), counts.closed());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowBody(
            String start,
            @Nullable String group,
            @Nullable String name,
            long deliveries,
            long bytes,
            long replayed,
            long opened,
            Map<String, Long> closed) {
        static RowBody of(UsageReport.Row row) {
            UsageCounts counts = row.counts();
            return new RowBody(
                    row.start().toString(),
                    row.group(),
                    row.name(),
                    counts.deliveries(),
                    counts.bytes(),
                    counts.replayed(),
                    counts.opened(),
                    counts.closed());
        }
    }

    /** The answer to who has asked for it. */
    static Response answer(UsageReports.Result result, Function<UsageReport, ?> body) {
        return switch (result) {
            case UsageReports.Result.Made(UsageReport report) ->
                Response.ok(body.apply(report)).build();
            case UsageReports.Result.Busy _ ->
                Response.fromResponse(ErrorBody.response(
                                PublisherProblem.REPORTS_BUSY,
                                "Other reports are being made; try again in a few seconds."))
                        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                        .build();
            case UsageReports.Result.TooLong(Duration after) ->
                ErrorBody.response(
                        PublisherProblem.REPORT_TOO_LONG,
                        "The report was given up after " + after.toMillis() / 1000.0
                                + " s: ask for less time, for longer intervals, or without groupBy.");
        };
    }

    /** @param path of the list below the base path */
    static UsageReportBody of(UsageReport report, UsageRequest request, String path) {
        Page<RowBody> page = Page.of(
                report.rows().stream().map(RowBody::of).toList(),
                request.page(),
                report.total(),
                path,
                request.parameters());
        return new UsageReportBody(
                request.from().toString(),
                request.to().toString(),
                request.interval().wireName(),
                request.group() == UsageGroup.NONE ? null : request.group().text(),
                CountsBody.of(report.sum()),
                page.count(),
                page.list(),
                page.pagination());
    }
}
