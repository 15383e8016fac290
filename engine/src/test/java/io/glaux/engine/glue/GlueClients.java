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
package io.glaux.engine.glue;

import io.glaux.engine.aws.AwsService;
import io.glaux.engine.catalog.StoredCatalog;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.store.Store;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;

import java.net.URI;

final class GlueClients
{
    private GlueClients() {}

    static AwsService service(Store store)
    {
        return new GlueService(new StoredCatalog(store, BaseGlueTest.ACCOUNT, "us-east-1"));
    }

    static GlueClient of(AwsService service)
    {
        return GlueClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://in-process"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(new ServiceHttpClient(service, new Principal("alice", BaseGlueTest.ACCOUNT)))
                .build();
    }
}
