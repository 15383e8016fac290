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

import io.glaux.engine.identity.AccessKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestStsService
{
    private TestingEndpoint endpoint;

    @BeforeAll
    void start(@TempDir Path folder)
    {
        endpoint = new TestingEndpoint(folder, _ -> List.of(new StsService()));
    }

    @AfterAll
    void stop()
    {
        endpoint.close();
    }

    @Test
    void testCallerIdentity()
    {
        endpoint.identities().addUser("obrien@example.com", "a long password", false);
        try (StsClient sts =
                client(TestingEndpoint.credentials(endpoint.identities().createKey("obrien@example.com")))) {
            GetCallerIdentityResponse identity = sts.getCallerIdentity();
            assertThat(identity.account()).isEqualTo("000000000000");
            assertThat(identity.arn()).isEqualTo("arn:aws:iam::000000000000:user/obrien@example.com");
            assertThat(identity.userId()).isEqualTo("obrien@example.com");
        }
    }

    @Test
    void testSessionsAreRefused()
    {
        try (StsClient sts = client(endpoint.credentials())) {
            assertError(sts::getSessionToken, 403, "AccessDenied");
            assertError(
                    () -> sts.assumeRole(request -> request.roleArn("arn:aws:iam::000000000000:role/owl")
                            .roleSessionName("s")),
                    403,
                    "AccessDenied");
            assertError(
                    () -> sts.getAccessKeyInfo(request -> request.accessKeyId("AKIAIOSFODNN7EXAMPLE")),
                    400,
                    "InvalidAction");
        }
    }

    @Test
    void testUnknownKey()
    {
        try (StsClient sts = client(TestingEndpoint.credentials(new AccessKey("AKIANOBODY", "secret")))) {
            assertError(sts::getCallerIdentity, 403, "InvalidClientTokenId");
        }
    }

    @Test
    void testWrongSecret()
    {
        String id = endpoint.admin().key().id();
        try (StsClient sts = client(TestingEndpoint.credentials(new AccessKey(id, "secret")))) {
            assertError(sts::getCallerIdentity, 403, "SignatureDoesNotMatch");
        }
    }

    private StsClient client(AwsCredentialsProvider credentials)
    {
        return StsClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    private static void assertError(ThrowingCallable call, int status, String code)
    {
        assertThatThrownBy(call).isInstanceOfSatisfying(StsException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }
}
