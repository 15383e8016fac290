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
package io.glaux.conformance.checks;

import io.glaux.conformance.HostFailureException;
import io.glaux.protocol.ProtocolLimits;
import io.glaux.protocol.v1.ErrorDetail;

import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What failures of a host have to be like.
 */
final class Failures
{
    /**
     * Of those that the checks ask for.
     */
    private static final Set<String> RETRYABLE = Set.of("TICKET_EXPIRED", "DRAINING", "RESOURCES_EXHAUSTED");

    private Failures() {}

    /**
     * @param codes one of which the failure has to have
     */
    static HostFailureException refused(String what, CheckList.Body call, String... codes)
    {
        HostFailureException failure = catchThrowableOfType(HostFailureException.class, call::run);
        assertThat(failure).as("%s is refused", what).isNotNull();
        assertThat(failure.detail()).as("%s has a detail, and not only %s", what, failure.getMessage()).isPresent();
        assertThat(failure.code()).as("%s: %s", what, failure.getMessage()).isIn((Object[]) codes);
        ErrorDetail detail = failure.detail().orElseThrow();
        assertThat(detail.getMessage()).as("the message for %s", what).isNotBlank();
        assertThat(detail.getMessage().getBytes(UTF_8).length)
                .as("bytes of the message for %s", what)
                .isLessThanOrEqualTo(ProtocolLimits.ERROR_MESSAGE_BYTES);
        assertThat(detail.getRetryable())
                .as("whether %s may be tried again: %s", what, failure.getMessage())
                .isEqualTo(RETRYABLE.contains(failure.code()));
        return failure;
    }
}
