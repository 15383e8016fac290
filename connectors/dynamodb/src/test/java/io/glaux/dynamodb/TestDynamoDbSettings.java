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

import io.glaux.dynamodb.schema.NumberChoice;
import io.glaux.dynamodb.schema.TableColumn.Mismatch;
import io.glaux.source.Setting;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceFactory;
import io.glaux.source.SourceSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.ServiceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestDynamoDbSettings
{
    @Test
    void hasDefaults()
    {
        DynamoDbSettings settings = parse(Map.of("region", "eu-central-1"));
        assertThat(settings.access().region()).isEqualTo("eu-central-1");
        assertThat(settings.access().endpoint()).isEmpty();
        assertThat(settings.access().keys()).isEmpty();
        assertThat(settings.glue().orElseThrow().isOptional()).isTrue();
        assertThat(settings.glue().orElseThrow().region()).isEqualTo("eu-central-1");
        assertThat(settings.sampling().items()).isEqualTo(1000);
        assertThat(settings.columns().number()).isEqualTo(NumberChoice.INFERRED);
        assertThat(settings.columns().mismatch()).isEqualTo(Mismatch.ERROR);
        assertThat(settings.readUnitsPerSecond()).isEqualTo(OptionalLong.empty());
        assertThat(settings.isIndexUsed()).isTrue();
        assertThat(settings.isReadConsistent()).isFalse();
        assertThat(settings.isInsertIfAbsent()).isTrue();
    }

    @Test
    void readsAll()
    {
        DynamoDbSettings settings = parse(Map.ofEntries(
                Map.entry("endpoint", "http://127.0.0.1:8000"),
                Map.entry("access-key", "key"),
                Map.entry("secret-key", "hush"),
                Map.entry("session-token", "token"),
                Map.entry("role-arn", "arn:aws:iam::000000000000:role/reader"),
                Map.entry("external-id", "hush too"),
                Map.entry("glue-endpoint", "http://127.0.0.1:4566"),
                Map.entry("number", "decimal(38,9)"),
                Map.entry("number.orders.price", "varchar"),
                Map.entry("type.orders.tags", "array<string>"),
                Map.entry("on-mismatch", "null"),
                Map.entry("read-units-per-second", "100"),
                Map.entry("use-indexes", "false"),
                Map.entry("consistent-read", "true"),
                Map.entry("insert", "replace")));
        assertThat(settings.access().region()).isEqualTo("us-east-1");
        assertThat(settings.access().endpoint()).contains(URI.create("http://127.0.0.1:8000"));
        assertThat(settings.glue().orElseThrow().isOptional()).isFalse();
        assertThat(settings.columns().types()).containsEntry("orders.tags", "array<string>");
        assertThat(settings.columns().mismatch()).isEqualTo(Mismatch.NULL);
        assertThat(settings.readUnitsPerSecond()).hasValue(100);
        assertThat(settings.isInsertIfAbsent()).isFalse();
        assertThat(settings.access().keys().orElseThrow().toString()).doesNotContain("hush", "key=");
    }

    @Test
    void glueIsOffBesideAnEndpointOfOnesOwn()
    {
        assertThat(parse(Map.of("endpoint", "http://127.0.0.1:8000")).glue()).isEmpty();
        assertThat(parse(Map.of("endpoint", "http://127.0.0.1:8000", "glue", "true")).glue()).isPresent();
        assertThat(parse(Map.of("region", "eu-central-1", "glue", "false")).glue()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "endpoint, 127.0.0.1:8000",
            "endpoint, ftp://example.net",
            "endpoint, http://user:hush@ x",
            "access-key, alone",
            "secret-key, hush",
            "session-token, hush",
            "number, float",
            "number.t.c, float",
            "type.t.c, uniontype<int>",
            "on-mismatch, ignore",
            "on-mismatch.t.c, ignore",
            "sample-items, 0",
            "metadata-seconds, soon",
            "read-units-per-second, 0",
            "use-indexes, yes",
            "insert, upsert",
    })
    void refusesWrongValues(String name, String value)
    {
        Map<String, String> values = new HashMap<>(Map.of("region", "eu-central-1"));
        values.put(name, value);
        assertThatThrownBy(() -> parse(values))
                .isInstanceOfSatisfying(SourceException.class, e ->
                        assertThat(e.code()).isEqualTo(SourceErrorCode.INVALID_SETTINGS))
                .hasMessageStartingWith("Catalog planes: the setting ")
                .hasMessageNotContaining("hush");
    }

    @Test
    void wantsARegionOrAnEndpoint()
    {
        assertThatThrownBy(() -> parse(Map.of())).hasMessage("Catalog planes: the setting region is not set");
    }

    @Test
    void isFoundAndKnowsItsSettings()
    {
        SourceFactory factory = ServiceLoader.load(SourceFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("dynamodb"))
                .findFirst()
                .orElseThrow();
        assertThat(factory.settings()).anyMatch(setting -> setting.isOf("number.orders.price"));
        assertThat(factory.settings()).noneMatch(setting -> setting.isOf("number."));
        assertThat(factory.settings()).noneMatch(setting -> setting.isOf("numbers"));
        assertThat(factory.settings()).filteredOn(Setting::isSecret).extracting(Setting::name)
                .containsExactlyInAnyOrder("secret-key", "session-token", "external-id");
    }

    @Test
    void failsWithTheMessageOfTheNetwork()
    {
        // nothing listens on port 1
        SourceSettings settings = new SourceSettings("planes", Map.of(
                "endpoint", "http://127.0.0.1:1", "access-key", "key", "secret-key", "hush"));
        assertThatThrownBy(() -> new DynamoDbSourceFactory().create(settings))
                .isInstanceOfSatisfying(SourceException.class, e ->
                        assertThat(e.code()).isEqualTo(SourceErrorCode.SOURCE_UNAVAILABLE))
                .hasMessageStartingWith("Catalog planes: DynamoDB at 127.0.0.1:1: AWS cannot be reached: ")
                .hasMessageNotContaining("hush");
    }

    private static DynamoDbSettings parse(Map<String, String> values)
    {
        return DynamoDbSettings.of(new SourceSettings("planes", values));
    }
}
