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
package io.glaux.engine.aws;

import io.glaux.engine.identity.Principal;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A request whose signature is verified.
 *
 * @param requestId the id that the answer carries in {@code x-amzn-RequestId}
 * @param path the path as it was sent, percent-encoded
 * @param query the query string as it was sent, empty when there is none
 * @param headers lower-case names, values in the order they were sent
 * @param body the payload after chunk signatures are verified and taken off; a payload that does not match its signed
 *         hash
 *         throws from the last read
 */
public record AwsRequest(
        String requestId,
        Principal principal,
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        InputStream body)
{
    public AwsRequest
    {
        requireNonNull(requestId, "requestId is null");
        requireNonNull(principal, "principal is null");
        requireNonNull(method, "method is null");
        requireNonNull(path, "path is null");
        requireNonNull(query, "query is null");
        requireNonNull(headers, "headers is null");
        requireNonNull(body, "body is null");
    }

    public Optional<String> header(String name)
    {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
