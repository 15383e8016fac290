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

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Signs requests that are passed on to S3.
 */
public final class RequestSigner
{
    private final String region;
    private final Clock clock;

    /**
     * @param region of the storage
     */
    public RequestSigner(String region, Clock clock)
    {
        this.region = requireNonNull(region, "region is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * The headers to send: those given and what signs them.
     *
     * @param path percent-encoded
     * @param query percent-encoded, empty when there is none
     * @param headers lower-case names; the host is one of them
     * @param payloadHash for {@code x-amz-content-sha256}
     */
    public Map<String, List<String>> sign(
            AwsCredentials credentials,
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            String payloadHash)
    {
        String amzDate = SignatureErrors.AMZ_DATE.format(clock.instant());
        Map<String, List<String>> signed = new LinkedHashMap<>(headers);
        signed.put("x-amz-date", List.of(amzDate));
        signed.put("x-amz-content-sha256", List.of(payloadHash));
        if (credentials instanceof AwsSessionCredentials session) {
            signed.put("x-amz-security-token", List.of(session.sessionToken()));
        }
        Credential credential = new Credential(credentials.accessKeyId(), amzDate.substring(0, 8), region, "s3");
        List<String> names = signed.keySet().stream()
                .filter(name -> name.equals("host") || name.equals("content-md5") || name.startsWith("x-amz-"))
                .sorted()
                .toList();
        String canonical = CanonicalRequest.of(new RequestHead(method, path, query, signed), names, payloadHash, true);
        String signature = new SigningSecret(credentials.secretAccessKey(), credential)
                .sign(SigningSecret.stringToSign(amzDate, credential, canonical));
        signed.put("authorization", List.of("%s Credential=%s, SignedHeaders=%s, Signature=%s".formatted(
                SigningSecret.ALGORITHM,
                credential,
                String.join(";", names),
                signature)));
        return signed;
    }
}
