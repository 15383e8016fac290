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
package io.glaux.engine.catalogs;

import io.glaux.engine.catalogs.FederatedCatalog.Origin;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What may be set for a catalog.
 */
final class TestCatalogSettings
{
    @ParameterizedTest
    @ValueSource(strings = {
            "password", "secret-key", "token", "aws.secret-key", "private-key", "key.passphrase", "credentials",
            "secrets.secret-key",
            "external-id", "session-token", "trustStorePassword", "apiKey", "api-key", "db.passwd", "secretkey",
    })
    void testSecretByKey(String key)
    {
        CatalogSettings settings = CatalogSettings.of(Map.of(key, "v4lue", "region", "eu-west-1"), Map.of());
        assertThat(settings.secrets()).containsOnlyKeys(key);
        assertThat(settings.open()).containsOnlyKeys("region");
        assertThat(settings.toString()).contains(key).doesNotContain("v4lue");
        assertThat(settings.all()).containsEntry(key, "v4lue");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "jdbc:mysql://ann:pw@db.example/air",
            "https://ann:pw@search.example:9200",
            "grpc://ann@host:1",
            "jdbc:postgresql://db.example/air?user=ann&password=pw",
            "jdbc:mysql://db.example/air?trustStorePassword=pw",
            "jdbc:mysql://db.example/air?useSSL=true&PWD=pw",
            "jdbc:mysql://address=(host=db.example)(port=3306)(user=ann)(password=pw)/air",
            "jdbc:mysql://(host=db.example, user=ann, password = pw)/air",
    })
    void testNoSecretInUrls(String url)
    {
        assertThatThrownBy(() -> CatalogSettings.of(Map.of("url", url), Map.of()))
                .isInstanceOf(GlauxException.class)
                .hasMessageContaining("The value of url holds a user or a secret")
                .hasMessageNotContaining("pw@")
                .hasMessageNotContaining("ann");
        assertThat(CatalogSettings.of(Map.of(), Map.of("url", url)).secrets()).containsOnlyKeys("url");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "jdbc:mysql://db.example:3306/air?useSSL=true", "https://search.example/a@b",
            "grpc+tls://10.0.0.5:1,grpc://h:2",
    })
    void testPlainUrls(String url)
    {
        assertThat(CatalogSettings.of(Map.of("url", url), Map.of()).open()).containsEntry("url", url);
    }

    @Test
    void testKeysMayNameTablesAndColumns()
    {
        assertThat(CatalogSettings.of(Map.of("number.Order Lines.Price", "decimal(38,2)"), Map.of()).open())
                .containsEntry("number.Order Lines.Price", "decimal(38,2)");
    }

    @Test
    void testWhatCannotBe()
    {
        assertInvalid(() -> CatalogSettings.of(Map.of("Region", "x"), Map.of()), "'Region' is no key");
        assertInvalid(() -> CatalogSettings.of(Map.of("a=b", "x"), Map.of()), "'a=b' is no key");
        assertInvalid(() -> CatalogSettings.of(Map.of("a\nb", "x"), Map.of()), "is no key");
        assertInvalid(() -> CatalogSettings.of(Map.of("region", ""), Map.of()), "The value of region is text of 1 to");
        assertInvalid(() -> CatalogSettings.of(Map.of("region", "a\0b"), Map.of()), "The value of region");
        assertInvalid(() -> CatalogSettings.of(Map.of("region", "x".repeat(16_385)), Map.of()), "The value of region");
        assertInvalid(
                () -> CatalogSettings.of(Map.of("region", "a"), Map.of("region", "b")),
                "The setting region is given twice");
        assertInvalid(
                () -> catalog("mysql", SourceKind.MYSQL, Map.of("url", "jdbc:mysql://h/d")),
                "A source of kind mysql needs the settings password, user");
        assertInvalid(() -> catalog("a b", SourceKind.DYNAMODB, Map.of()), "'a b' is no name of a catalog");
        assertInvalid(() -> catalog("x".repeat(128), SourceKind.DYNAMODB, Map.of()), "is no name of a catalog");
        assertInvalid(
                () -> catalog("AwsDataCatalog", SourceKind.DYNAMODB, Map.of()), "The name AwsDataCatalog is taken");
        assertInvalid(() -> catalog("system", SourceKind.DYNAMODB, Map.of()), "The name system is taken");
        assertInvalid(() -> catalog("hosts", SourceKind.FLIGHT, Map.of()), "A catalog of hosts needs the setting url");
        assertThat(catalog("a@B_c-9", SourceKind.DYNAMODB, Map.of()).key()).isEqualTo("a@b_c-9");
    }

    @Test
    void testFunctions()
    {
        assertThat(HostFunction.parse("grpc://127.0.0.1:9, grpc+tls://host.example:443/")).isEqualTo(
                new HostFunction.Addresses(
                        List.of(URI.create("grpc://127.0.0.1:9"), URI.create("grpc+tls://host.example:443/"))));
        assertThat(HostFunction.parse("arn:aws:lambda:us-east-1:123456789012:function:planes:LATEST"))
                .isEqualTo(new HostFunction.Registered("planes"));
        assertThat(HostFunction.parse("planes")).isEqualTo(new HostFunction.Registered("planes"));
        for (String wrong : List.of(
                "http://host:1",
                "grpc://host",
                "grpc://host:1/path",
                "grpc://host:1?x=y",
                "grpc://:1",
                "grpc://h:1,")) {
            assertInvalid(() -> HostFunction.parse(wrong), "is no address of a host: write grpc://HOST:PORT");
        }
        assertInvalid(() -> HostFunction.parse("a b"), "'a b' is no host: give grpc://HOST:PORT");
        String one = "grpc://127.0.0.1:9";
        assertThat(HostFunction.of(settings(Map.of(HostFunction.METADATA, one, HostFunction.RECORDS, one))))
                .isEqualTo(new HostFunction.Addresses(List.of(URI.create(one))));
        assertInvalid(
                () -> HostFunction.of(settings(Map.of(HostFunction.METADATA, one, HostFunction.RECORDS, "planes"))),
                "metadata-function and record-function name different hosts");
    }

    @Test
    void testReferences()
    {
        assertThat(CatalogReference.name("lambda:Planes")).isEqualTo("Planes");
        assertThat(CatalogReference.name("LAMBDA:planes")).isEqualTo("planes");
        assertThat(CatalogReference.name("lambda:")).isEqualTo("lambda:");
        assertThat(CatalogReference.name("planes")).isEqualTo("planes");
        assertThat(CatalogReference.ofLambda("planes")).isEmpty();
    }

    private static CatalogSettings settings(Map<String, String> open)
    {
        return CatalogSettings.of(open, Map.of());
    }

    private static FederatedCatalog catalog(String name, SourceKind kind, Map<String, String> open)
    {
        return FederatedCatalog.of(name, kind, Optional.empty(), settings(open), Origin.STORE);
    }

    private static void assertInvalid(Runnable call, String message)
    {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        GlauxException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .hasMessageContaining(message);
    }
}
