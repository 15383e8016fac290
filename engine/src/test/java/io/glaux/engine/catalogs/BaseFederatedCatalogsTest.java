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
import io.glaux.engine.identity.SecretBox;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static io.glaux.engine.catalogs.TestingSources.FAILS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * What every store must do with the catalogs of other sources.
 */
@TestInstance(PER_CLASS)
@Timeout(60)
abstract class BaseFederatedCatalogsTest
{
    @TempDir
    private Path folder;

    private SqlStore store;
    private TestingSources sources;
    private FederatedCatalogs catalogs;

    protected abstract StoreConfig config();

    @BeforeAll
    void openStore()
    {
        store = SqlStore.open(config());
    }

    @AfterAll
    void closeStore()
    {
        store.close();
    }

    @BeforeEach
    void open()
    {
        sources = new TestingSources(store, folder);
        catalogs = sources.catalogs();
    }

    @AfterEach
    void close()
            throws Exception
    {
        catalogs.list().stream()
                .filter(catalog -> catalog.origin() == Origin.STORE)
                .sorted((left, right) -> right.name().compareTo(left.name()))
                .forEach(catalog -> sources.store().remove(catalog.name()));
        sources.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void testComeChangeAndGo()
    {
        catalogs.add(dynamo("Planes", Map.of("region", "eu-west-1"), Map.of("secret-key", "s3cr3t")));
        assertThat(sources.takeCalls()).containsExactly("connect planes");
        assertThat(sources.changes()).isEqualTo(1);
        FederatedCatalog found = catalogs.find("PLANES").orElseThrow();
        assertThat(found.name()).as("as it was given").isEqualTo("Planes");
        assertThat(sources.store().find("planes")).contains(found);
        assertThat(found.settings().all()).containsEntry("secret-key", "s3cr3t").containsEntry("region", "eu-west-1");

        FederatedCatalog described = new FederatedCatalog(
                found.name(), found.source(), Optional.of("of a fleet"), found.settings(), Origin.STORE);
        catalogs.update(described);
        assertThat(sources.takeCalls()).as("queries go on with the process that they read from").isEmpty();
        assertThat(catalogs.find("planes")).contains(described);
        assertThat(sources.store().list()).containsExactly(described);

        FederatedCatalog changed = dynamo("Planes", Map.of("region", "us-east-1"), Map.of());
        catalogs.update(changed);
        assertThat(sources.takeCalls()).containsExactly("disconnect planes", "connect planes");
        assertThat(sources.store().list()).containsExactly(changed);

        catalogs.remove("planes");
        assertThat(sources.takeCalls()).containsExactly("disconnect planes");
        assertThat(catalogs.list()).isEmpty();
        assertThat(sources.store().list()).isEmpty();
        assertFails(() -> catalogs.remove("planes"), ErrorCode.NOT_FOUND, "There is no catalog planes");
        assertFails(() -> catalogs.update(changed), ErrorCode.NOT_FOUND, "There is no catalog Planes");
    }

    @Test
    void testNothingIsKeptOfWhatDoesNotConnect()
    {
        FederatedCatalog failing = dynamo("broken", Map.of(FAILS, "no table may be read"), Map.of());
        assertFails(() -> catalogs.add(failing), ErrorCode.CATALOG_ERROR, "no table may be read");
        assertThat(catalogs.find("broken")).isEmpty();
        assertThat(sources.store().list()).isEmpty();
        assertThat(sources.connected()).isEmpty();

        catalogs.add(dynamo("broken", Map.of("region", "a"), Map.of()));
        assertFails(() -> catalogs.update(failing), ErrorCode.CATALOG_ERROR, "no table may be read");
        assertThat(catalogs.find("broken").orElseThrow().settings().open()).containsEntry("region", "a");
        assertThat(sources.connected("broken").orElseThrow().catalog().settings().open())
                .as("the one before is connected again")
                .containsEntry("region", "a");
        assertFails(
                () -> catalogs.add(dynamo("BROKEN", Map.of(), Map.of())),
                ErrorCode.ALREADY_EXISTS,
                "Catalog BROKEN exists already");
    }

    @Test
    void testSecretsAreSealedAndInNoText()
    {
        String secret = "a password of nobody";
        FederatedCatalog catalog = dynamo("sealed", Map.of("password", secret), Map.of("access-key", "hidden too"));
        catalogs.add(catalog);
        String rows = store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT setting_value FROM data_catalog_settings")
                .mapTo(String.class)
                .list()
                .toString());
        assertThat(rows).doesNotContain(secret).doesNotContain("hidden too").contains("1:");
        assertThat(catalog.toString()).doesNotContain(secret).doesNotContain("hidden too");
        assertThat(catalogs.states().toString()).doesNotContain(secret).doesNotContain("hidden too");

        FederatedCatalogStore other = new FederatedCatalogStore(
                store,
                new SecretBox(
                        "another key of thirty-two bytes.".getBytes(UTF_8),
                        new SecureRandom()),
                Clock.systemUTC());
        assertThatThrownBy(other::list).hasStackTraceContaining("does not open");
        // a sealed value opens for its own catalog only
        store.jdbi().useHandle(handle -> handle.execute(
                "UPDATE data_catalog_settings SET setting_key = 'token' WHERE setting_key = 'password'"));
        assertThatThrownBy(() -> sources.store().find("sealed")).hasStackTraceContaining("does not open");
        store.jdbi().useHandle(handle -> handle.execute(
                "UPDATE data_catalog_settings SET setting_key = 'password' WHERE setting_key = 'token'"));
    }

    @Test
    void testStartOpensWhatThereIs()
    {
        catalogs.add(dynamo("first", Map.of(), Map.of()));
        catalogs.add(flight("second", "grpc://127.0.0.1:9"));
        catalogs.add(named("third", "first"));
        TestingSources again = new TestingSources(store, folder);
        again.catalogs().start();
        assertThat(again.connected()).isEqualTo(Map.of("first", "first", "second", "second", "third", "first"));
        assertThat(again.takeCalls()).as("without waiting for sources").noneMatch(call -> call.startsWith("connect"));
        again.close();
    }

    @Test
    void testNamesOfOthers()
    {
        assertFails(
                () -> catalogs.add(named("second", "first")),
                ErrorCode.INVALID_INPUT,
                "There is no catalog first, which catalog second shows: give the address of its host, or add first "
                        + "first");
        catalogs.add(dynamo("first", Map.of(), Map.of()));
        catalogs.add(named("second", "arn:aws:lambda:us-east-1:000000000000:function:first"));
        catalogs.add(named("third", "SECOND"));
        assertThat(sources.connected()).isEqualTo(Map.of("first", "first", "second", "first", "third", "first"));
        assertFails(
                () -> catalogs.remove("first"),
                ErrorCode.INVALID_INPUT,
                "Catalog first is shown by catalog second: remove that one first");
        assertFails(
                () -> catalogs.update(named("second", "third")),
                ErrorCode.INVALID_INPUT,
                "Catalog second would show itself");
        sources.takeCalls();
        catalogs.update(dynamo("first", Map.of("region", "b"), Map.of()));
        assertThat(sources.takeCalls()).as("those that show it are opened again").containsExactly(
                "disconnect first",
                "connect first",
                "disconnect second",
                "open second",
                "disconnect third",
                "open third");
        catalogs.remove("third");
        catalogs.remove("second");
        catalogs.remove("first");
    }

    @Test
    void testFiles()
            throws Exception
    {
        Files.writeString(folder.resolve("planes.properties"), "source=dynamodb\nsecret-key=${ENV:PLANES_KEY}\n");
        Files.writeString(folder.resolve("wrong.properties"), "source=oracle\n");
        Files.writeString(folder.resolve("read.me"), "source=dynamodb\n");
        catalogs.start();
        FederatedCatalog planes = catalogs.find("planes").orElseThrow();
        assertThat(planes.origin()).isEqualTo(Origin.FILE);
        assertThat(planes.settings().secrets()).isEqualTo(Map.of("secret-key", "from the environment"));
        assertThat(sources.store().list()).isEmpty();
        assertThat(catalogs.states()).extracting(CatalogState::name).containsExactly("planes", "wrong");
        assertThat(catalogs.states().getLast().health()).contains("'oracle' is no source: dynamodb, mysql");

        assertFails(
                () -> catalogs.remove("planes"),
                ErrorCode.INVALID_INPUT,
                "Catalog planes comes from a file: change or remove the file");
        assertFails(
                () -> catalogs.add(dynamo("Planes", Map.of(), Map.of())),
                ErrorCode.ALREADY_EXISTS,
                "A file has a catalog Planes already: choose another name, or remove the file");
        assertFails(
                () -> catalogs.add(dynamo("wrong", Map.of(), Map.of())),
                ErrorCode.ALREADY_EXISTS,
                "A file has a catalog wrong already: choose another name, or remove the file");
    }

    @Test
    void testFilesWithoutRestart()
            throws Exception
    {
        catalogs.add(dynamo("kept", Map.of("region", "of the store"), Map.of()));
        Files.writeString(folder.resolve("kept.properties"), "source=dynamodb\nregion=of the file\n");
        catalogs.readFilesAgain();
        assertThat(catalogs.find("kept").orElseThrow().settings().open()).containsEntry("region", "of the store");
        assertThat(catalogs.states()).extracting(CatalogState::source).containsExactly("dynamodb", "file");
        assertThat(catalogs.states().getLast().health())
                .startsWith("the file is not used, since a catalog of this name");

        catalogs.remove("kept");
        sources.takeCalls();
        int before = sources.changes();
        catalogs.readFilesAgain();
        assertThat(sources.takeCalls()).containsExactly("open kept");
        assertThat(sources.changes()).isEqualTo(before + 1);
        assertThat(catalogs.find("kept").orElseThrow().settings().open()).containsEntry("region", "of the file");
        catalogs.readFilesAgain();
        assertThat(sources.takeCalls()).as("nothing has changed").isEmpty();
        assertThat(sources.changes()).isEqualTo(before + 1);

        Files.writeString(folder.resolve("kept.properties"), "source=dynamodb\nregion=another\n");
        catalogs.readFilesAgain();
        assertThat(sources.takeCalls()).containsExactly("disconnect kept", "open kept");
        Files.writeString(folder.resolve("KEPT.properties"), "source=dynamodb\n");
        catalogs.readFilesAgain();
        assertThat(catalogs.states()).as("two files of one name").hasSize(2);
        Files.delete(folder.resolve("KEPT.properties"));
        Files.delete(folder.resolve("kept.properties"));
        catalogs.readFilesAgain();
        assertThat(catalogs.states()).isEmpty();
        assertThat(sources.connected()).isEmpty();
    }

    private static FederatedCatalog dynamo(String name, Map<String, String> open, Map<String, String> secrets)
    {
        return FederatedCatalog.of(
                name,
                SourceKind.DYNAMODB,
                Optional.of("for tests"),
                CatalogSettings.of(open, secrets),
                Origin.STORE);
    }

    private static FederatedCatalog flight(String name, String url)
    {
        return FederatedCatalog.of(
                name,
                SourceKind.FLIGHT,
                Optional.empty(),
                CatalogSettings.of(Map.of(CatalogSettings.URL, url), Map.of()),
                Origin.STORE);
    }

    private static FederatedCatalog named(String name, String function)
    {
        return FederatedCatalog.of(
                name,
                SourceKind.FLIGHT,
                Optional.empty(),
                CatalogSettings.of(Map.of(CatalogSettings.FUNCTION, function), Map.of()),
                Origin.STORE);
    }

    private static void assertFails(Runnable call, ErrorCode code, String message)
    {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(GlauxException.class, failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessage(message);
    }
}
