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
package io.glaux.dynamodb;

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestAwsErrors
{
    @ParameterizedTest
    @CsvSource({
            "ResourceNotFoundException, 400, TABLE_NOT_FOUND, false",
            "EntityNotFoundException, 400, SCHEMA_NOT_FOUND, false",
            "AccessDeniedException, 400, PERMISSION_DENIED, false",
            "UnrecognizedClientException, 400, AUTHENTICATION_FAILED, false",
            "ExpiredTokenException, 400, AUTHENTICATION_FAILED, false",
            "ConditionalCheckFailedException, 400, DUPLICATE_KEY, false",
            "ProvisionedThroughputExceededException, 400, THROTTLED, true",
            "ThrottlingException, 400, THROTTLED, true",
            "RequestLimitExceeded, 400, THROTTLED, true",
            "InternalServerError, 500, SOURCE_UNAVAILABLE, true",
            "ValidationException, 400, SOURCE_FAILED, false",
    })
    void knowsWhatErrorsMean(String code, int status, SourceErrorCode expected, boolean isRetryable)
    {
        SourceException explained =
                AwsErrors.explain(new CompletionException(error(code, status, "so it is")), "Table orders");
        assertThat(explained.code()).isEqualTo(expected);
        assertThat(explained.isRetryable()).isEqualTo(isRetryable);
        assertThat(explained).hasMessageStartingWith("Table orders: ").hasMessageContaining(code);
    }

    @Test
    void keepsSecretsAndValuesBack()
    {
        assertThat(AwsErrors.explain(
                error("InvalidSignatureException", 400, "The canonical string was x-amz-security-token:hush"),
                "Table orders"))
                .hasMessageNotContaining("hush")
                .hasNoCause();
        assertThat(AwsErrors.explain(
                error("ValidationException", 400, "The parameter cannot be converted to a numeric value: hush"),
                "Table orders"))
                .hasMessageContaining("cannot be converted to a numeric value")
                .hasMessageNotContaining("hush");
        assertThat(AwsErrors.explain(
                error("ValidationException", 400, "Item size has exceeded the maximum allowed size"),
                "Table orders").code())
                .isEqualTo(SourceErrorCode.ROW_TOO_LARGE);
    }

    @Test
    void tellsTheNetworkFromTheClient()
    {
        Throwable network = SdkClientException.create("no", new IOException("Connection refused"));
        assertThat(AwsErrors.isTransient(network)).isTrue();
        assertThat(AwsErrors.explain(network, "Table orders"))
                .hasMessage("Table orders: AWS cannot be reached: Connection refused");
        Throwable credentials = SdkClientException.create("Unable to load credentials from any of the providers");
        assertThat(AwsErrors.isTransient(credentials)).isFalse();
        assertThat(AwsErrors.explain(credentials, "Table orders").code())
                .isEqualTo(SourceErrorCode.AUTHENTICATION_FAILED);
        assertThat(AwsErrors.explain(new IllegalStateException("odd"), "Table orders").code())
                .isEqualTo(SourceErrorCode.SOURCE_FAILED);
    }

    @Test
    void throttlingSlowsAndIsTold()
            throws InterruptedException
    {
        DynamoDbCalls calls = new DynamoDbCalls(Duration.ofMinutes(1), Duration.ZERO);
        AtomicInteger attempts = new AtomicInteger();
        List<Duration> waits = new ArrayList<>();
        String answer = calls.call(
                "Table orders",
                () -> attempts.incrementAndGet() < 3
                        ? CompletableFuture.failedFuture(error("ThrottlingException", 400, "slow"))
                        : CompletableFuture.completedFuture("done"),
                waits::add);
        assertThat(answer).isEqualTo("done");
        assertThat(waits).hasSize(2).allMatch(Duration::isPositive);
    }

    @Test
    void failuresOfTheNetworkAreTriedAgainForAWhile()
    {
        AtomicInteger attempts = new AtomicInteger();
        DynamoDbCalls patient = new DynamoDbCalls(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(patient.<String>call("Table orders", () -> attempts.incrementAndGet() < 2
                ? CompletableFuture.failedFuture(new IOException("reset"))
                : CompletableFuture.completedFuture("done"))).isEqualTo("done");

        DynamoDbCalls impatient = new DynamoDbCalls(Duration.ZERO, Duration.ZERO);
        assertThatThrownBy(() -> impatient.call("Table orders", () ->
                CompletableFuture.failedFuture(new IOException("reset"))))
                .isInstanceOfSatisfying(SourceException.class, e ->
                        assertThat(e.code()).isEqualTo(SourceErrorCode.SOURCE_UNAVAILABLE));
    }

    @Test
    void otherErrorsAreNotTriedAgain()
    {
        AtomicInteger attempts = new AtomicInteger();
        DynamoDbCalls calls = new DynamoDbCalls(Duration.ofMinutes(1), Duration.ofMinutes(1));
        assertThatThrownBy(() -> calls.call("Table orders", () -> {
            attempts.incrementAndGet();
            return CompletableFuture.failedFuture(error("ValidationException", 400, "wrong"));
        })).hasMessage("Table orders: wrong (ValidationException)");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void interruptionEndsACall()
    {
        CompletableFuture<String> never = new CompletableFuture<>();
        DynamoDbCalls calls = new DynamoDbCalls(Duration.ofMinutes(1), Duration.ofMinutes(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> calls.call("Table orders", () -> never)).isInstanceOf(SourceException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(never).isCancelled();
    }

    private static AwsServiceException error(String code, int status, String message)
    {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
                .build();
    }
}
