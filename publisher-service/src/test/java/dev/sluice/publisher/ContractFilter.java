package dev.sluice.publisher;

import dev.sluice.testsupport.contract.RestAnswer;
import dev.sluice.testsupport.contract.RestContract;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/** Lets no answer pass that breaks the contract, whatever the test asks. */
final class ContractFilter implements Filter {
    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        RestContract.check(new RestAnswer(
                request.getMethod(),
                URI.create(request.getURI()).getRawPath(),
                answer.statusCode(),
                answer.header("Content-Type"),
                answer.asString()));
        return answer;
    }
}
