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

import io.glaux.source.Setting;
import io.glaux.source.Source;
import io.glaux.source.SourceFactory;
import io.glaux.source.SourceSettings;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;

import java.time.Duration;
import java.util.Set;

/**
 * Makes catalogs of DynamoDB.
 */
public final class DynamoDbSourceFactory
        implements SourceFactory
{
    /**
     * Whoever adds a catalog waits for it.
     */
    // who adds a catalog waits for it
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(8);
    private static final DynamoDbCalls FIRST_CALLS = new DynamoDbCalls(Duration.ofSeconds(10), Duration.ofSeconds(2));

    @Override
    public String name()
    {
        return "dynamodb";
    }

    @Override
    public Set<Setting> settings()
    {
        return DynamoDbSettings.all();
    }

    @Override
    public Source create(SourceSettings settings)
    {
        DynamoDbSettings parsed = DynamoDbSettings.of(settings);
        DynamoDbClients clients = new DynamoDbClients(parsed);
        try {
            ListTablesRequest request = ListTablesRequest.builder()
                    .limit(1)
                    .overrideConfiguration(configuration -> configuration.apiCallTimeout(FIRST_ANSWER))
                    .build();
            FIRST_CALLS.call(DynamoDbClients.where(parsed), () -> clients.dynamoDb().listTables(request));
            return new DynamoDbSource(parsed, clients);
        }
        catch (RuntimeException | Error e) {
            clients.close();
            throw e;
        }
    }
}
