/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.AwsErrors;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the requests for the pages of a statement.
 */
record PartiQlRequests(PartiQlText text, boolean isConsistent)
{
    private static final double FIRST_PAGE_UNITS = 1;

    /**
     * @param next by which the next page is asked for; none: there is none
     */
    record Page(List<Map<String, AttributeValue>> items, Optional<String> next, double units) {}

    ReadRequests.Request<Page> page(Optional<String> token, double expected)
    {
        ExecuteStatementRequest request = ExecuteStatementRequest.builder()
                .statement(text.text())
                .nextToken(token.orElse(null))
                .consistentRead(isConsistent)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return new ReadRequests.Request<>(
                "The PartiQL statement",
                isConsistent,
                client -> ReadRequests.then(client.executeStatement(request), PartiQlRequests::page),
                Page::units,
                page -> page.items().size(),
                Math.max(FIRST_PAGE_UNITS, expected));
    }

    private static Page page(ExecuteStatementResponse response)
    {
        Double units = response.consumedCapacity() == null ? null : response.consumedCapacity().capacityUnits();
        return new Page(response.items(), Optional.ofNullable(response.nextToken()), units == null ? 0 : units);
    }

    /**
     * @throws SourceException if the statement is wrong, or cannot be run
     */
    static Page await(Fetch<Page> fetch)
            throws InterruptedException
    {
        try {
            return fetch.await();
        }
        catch (SourceException e) {
            boolean isWrong = e.getCause() instanceof AwsServiceException service
                    && AwsErrors.code(service).equals("ValidationException");
            throw isWrong ? SourceException.of(SourceErrorCode.INVALID_QUERY, e.getMessage(), e) : e;
        }
    }
}
