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

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ColumnError;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsType;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.PropertyPredicate;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.Sort;
import software.amazon.awssdk.services.glue.model.SortCriterion;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableError;
import software.amazon.awssdk.services.glue.model.TableVersion;
import software.amazon.awssdk.services.glue.model.TableVersionError;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/**
 * What a client of Glue relies on, whatever the catalog is kept in. Every test works in databases of its own.
 */
abstract class BaseGlueTest
        extends BaseGlueProjectionTest
{
    @Test
    void testDefaultDatabaseExists()
    {
        Database database = glue().getDatabase(request -> request.name("default")).database();
        assertThat(database.name()).isEqualTo("default");
        assertThat(database.catalogId()).isEqualTo(account());
        assertThat(glue().getDatabasesPaginator(_ -> {}).stream().flatMap(page ->
                page.databaseList().stream())).extracting(Database::name).contains("default");
    }

    @Test
    void testDatabaseLifeCycle()
    {
        String name = newName();
        glue().createDatabase(request -> request.databaseInput(input -> input
                .name(name.toUpperCase(Locale.ROOT))
                .description("first")
                .locationUri("s3://bucket/" + name)
                .parameters(Map.of("a", "1"))));
        Database created = glue().getDatabase(request -> request.name(name)).database();
        assertThat(created.name()).isEqualTo(name);
        assertThat(created.description()).isEqualTo("first");
        assertThat(created.locationUri()).isEqualTo("s3://bucket/" + name);
        assertThat(created.parameters()).isEqualTo(Map.of("a", "1"));
        assertThat(created.createTime()).isNotNull();
        assertThat(created.createTableDefaultPermissions()).hasSize(1);

        assertThatThrownBy(() -> createDatabase(name))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Database already exists.");

        glue().updateDatabase(request ->
                request.name(name).databaseInput(input -> input.name(name).description("second")));
        Database updated = glue().getDatabase(request -> request.name(name)).database();
        assertThat(updated.description()).isEqualTo("second");
        assertThat(updated.locationUri()).isNull();
        assertThat(updated.createTime()).isEqualTo(created.createTime());

        glue().deleteDatabase(request -> request.name(name));
        assertThatThrownBy(() -> glue().getDatabase(request -> request.name(name)))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Database %s not found.".formatted(name));
        assertThatThrownBy(() ->
                glue().deleteDatabase(request -> request.name(name))).isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void testTableAsGlueGivesIt()
    {
        String database = newDatabase();
        glue().createTable(request ->
                request.databaseName(database).tableInput(table("Orders", column("region", "string"))));
        Table table = getTable(database, "ORDERS");
        assertThat(table.name()).isEqualTo("orders");
        assertThat(table.databaseName()).isEqualTo(database);
        assertThat(table.catalogId()).isEqualTo(account());
        assertThat(table.versionId()).isEqualTo("0");
        assertThat(table.isRegisteredWithLakeFormation()).isFalse();
        assertThat(table.createTime()).isNotNull();
        assertThat(table.updateTime()).isEqualTo(table.createTime());
        assertThat(table.createdBy()).startsWith("arn:aws:iam::%s:user/".formatted(account()));
        assertThat(table.partitionKeys()).extracting(Column::name).containsExactly("region");
        assertThat(table.storageDescriptor().columns()).extracting(Column::name).containsExactly("id", "name");
        assertThat(table.storageDescriptor().compressed()).isFalse();

        assertThatThrownBy(() -> createTable(database, "orders"))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Table already exists.");
        assertThatThrownBy(() -> getTable(database, "nope"))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Entity Not Found");
        assertThatThrownBy(() -> getTable(database + "_nope", "orders"))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Database %s_nope not found.".formatted(database));
    }

    @Test
    void testUpdateOfTheVersionThatWasRead()
    {
        String database = newDatabase();
        createTable(database, "t");
        glue().updateTable(request -> request.databaseName(database)
                .tableInput(described("t", "one"))
                .versionId("0"));
        assertThat(getTable(database, "t").versionId()).isEqualTo("1");
        assertThatThrownBy(() -> glue().updateTable(request -> request.databaseName(database)
                .tableInput(described("t", "lost"))
                .versionId("0")))
                .isInstanceOf(ConcurrentModificationException.class);
        assertThat(getTable(database, "t").description()).isEqualTo("one");
        glue().updateTable(request -> request.databaseName(database)
                .tableInput(described("t", "two"))
                .skipArchive(true));
        Table table = getTable(database, "t");
        assertThat(table.versionId()).isEqualTo("2");
        assertThat(table.updateTime()).isAfterOrEqualTo(table.createTime());

        List<TableVersion> versions = glue().getTableVersionsPaginator(request ->
                        request.databaseName(database).tableName("t").maxResults(1))
                .stream()
                .flatMap(response -> response.tableVersions().stream())
                .toList();
        assertThat(versions).extracting(TableVersion::versionId).containsExactly("2", "0");
        assertThat(versions).extracting(version -> version.table().description()).containsExactly("two", null);
    }

    @Test
    void testTablesByPattern()
    {
        String database = newDatabase();
        List.of("sales_2023", "sales_2024", "stock").forEach(name -> createTable(database, name));
        assertThat(tableNames(database, null, null)).containsExactly("sales_2023", "sales_2024", "stock");
        assertThat(tableNames(database, "sales_.*", null)).containsExactly("sales_2023", "sales_2024");
        assertThat(tableNames(database, "sales_*", null)).containsExactly("sales_2023", "sales_2024");
        assertThat(tableNames(database, "*2024|st.ck", null)).containsExactly("sales_2024", "stock");
        assertThat(tableNames(database, "s", null)).isEmpty();
        assertThat(tableNames(database, null, 1)).containsExactly("sales_2023", "sales_2024", "stock");
        assertThatThrownBy(() -> tableNames(database, "(", null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> tableNames(database, null, 101)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void testDeletingADatabaseDeletesAllThatIsIn()
    {
        String database = newDatabase();
        fillWithEverything(database);
        glue().deleteDatabase(request -> request.name(database));
        assertThatThrownBy(() -> getTable(database, "t")).isInstanceOf(EntityNotFoundException.class);

        createDatabase(database);
        createPartitioned(database, "t");
        assertTableIsNew(database);
    }

    @Test
    void testDeletingATableDeletesAllThatIsOfIt()
    {
        String database = newDatabase();
        fillWithEverything(database);
        glue().deleteTable(request -> request.databaseName(database).name("t"));
        assertThatThrownBy(() -> partitionValues(database, "t", null)).isInstanceOf(EntityNotFoundException.class);

        createPartitioned(database, "t");
        assertTableIsNew(database);
    }

    private void fillWithEverything(String database)
    {
        createPartitioned(database, "t");
        createPartitions(database, "t", List.of(partition("eu", "1")));
        glue().updateTable(request -> request.databaseName(database).tableInput(
                table("t", column("region", "string"), column("day", "int"))));
        glue().updateColumnStatisticsForTable(request -> request.databaseName(database).tableName("t")
                .columnStatisticsList(longStatistics("id", 1)));
        glue().updateColumnStatisticsForPartition(request -> request.databaseName(database).tableName("t")
                .partitionValues("eu", "1")
                .columnStatisticsList(longStatistics("id", 1)));
        glue().tagResource(request -> request.resourceArn(tableArn(database)).tagsToAdd(Map.of("team", "owls")));
        assertThat(glue().getTags(request ->
                request.resourceArn(tableArn(database))).tags()).isEqualTo(Map.of("team", "owls"));
    }

    private void assertTableIsNew(String database)
    {
        assertThat(getTable(database, "t").versionId()).isEqualTo("0");
        assertThat(partitionValues(database, "t", null)).isEmpty();
        assertThat(glue().getTableVersions(request ->
                request.databaseName(database).tableName("t")).tableVersions()).hasSize(1);
        assertThat(glue().getColumnStatisticsForTable(request ->
                        request.databaseName(database).tableName("t").columnNames("id"))
                .columnStatisticsList()).isEmpty();
        assertThat(glue().getTags(request -> request.resourceArn(tableArn(database))).tags()).isEmpty();
    }

    @Test
    void testBatchDeleteOfTables()
    {
        String database = newDatabase();
        List.of("a", "b").forEach(name -> createTable(database, name));
        assertThat(glue().batchDeleteTable(request ->
                request.databaseName(database).tablesToDelete("A", "nope")).errors())
                .extracting(TableError::tableName)
                .containsExactly("nope");
        assertThat(tableNames(database, null, null)).containsExactly("b");
    }

    @Test
    void testVersionsAreDeleted()
    {
        String database = newDatabase();
        createTable(database, "t");
        IntStream.range(0, 3).forEach(round -> glue().updateTable(request ->
                request.databaseName(database).tableInput(described("t", "round " + round))));
        glue().deleteTableVersion(request -> request.databaseName(database).tableName("t").versionId("1"));
        assertThat(glue().batchDeleteTableVersion(request ->
                        request.databaseName(database).tableName("t").versionIds("0", "1", "3"))
                .errors())
                .extracting(TableVersionError::versionId)
                .containsExactly("1", "3");
        assertThat(glue().getTableVersions(request -> request.databaseName(database).tableName("t")).tableVersions())
                .extracting(TableVersion::versionId)
                .containsExactly("3", "2");
        assertThat(glue().getTableVersion(request -> request.databaseName(database).tableName("t").versionId("2"))
                .tableVersion().table().description()).isEqualTo("round 1");
        assertThat(glue().getTableVersion(request ->
                request.databaseName(database).tableName("t")).tableVersion().versionId()).isEqualTo("3");
        assertThatThrownBy(() ->
                glue().getTableVersion(request -> request.databaseName(database).tableName("t").versionId("0")))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void testColumnStatistics()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        createPartitions(database, "t", List.of(partition("eu", "1")));
        assertThat(glue().updateColumnStatisticsForTable(request -> request.databaseName(database).tableName("t")
                .columnStatisticsList(longStatistics("id", 5), longStatistics("nope", 5))).errors())
                .extracting(error -> error.columnStatistics().columnName())
                .containsExactly("nope");
        GetColumnStatisticsForTableResponse found = glue().getColumnStatisticsForTable(request ->
                request.databaseName(database).tableName("t").columnNames("id", "name"));
        assertThat(found.columnStatisticsList()).containsExactly(longStatistics("id", 5));
        assertThat(found.errors()).extracting(ColumnError::columnName).containsExactly("name");

        glue().updateColumnStatisticsForPartition(request -> request.databaseName(database).tableName("t")
                .partitionValues("eu", "1")
                .columnStatisticsList(longStatistics("id", 6)));
        glue().updateColumnStatisticsForPartition(request -> request.databaseName(database).tableName("t")
                .partitionValues("eu", "1")
                .columnStatisticsList(longStatistics("id", 7)));
        glue().updatePartition(request -> request.databaseName(database).tableName("t")
                .partitionValueList("eu", "1")
                .partitionInput(partition("us", "1")));
        assertThat(glue().getColumnStatisticsForPartition(request -> request.databaseName(database).tableName("t")
                .partitionValues("us", "1")
                .columnNames("id")).columnStatisticsList()).containsExactly(longStatistics("id", 7));

        glue().deleteColumnStatisticsForTable(request ->
                request.databaseName(database).tableName("t").columnName("id"));
        glue().deleteColumnStatisticsForTable(request ->
                request.databaseName(database).tableName("t").columnName("id"));
        assertThat(glue().getColumnStatisticsForTable(request ->
                request.databaseName(database).tableName("t").columnNames("id")).columnStatisticsList()).isEmpty();
        glue().deleteColumnStatisticsForPartition(request -> request.databaseName(database).tableName("t")
                .partitionValues("us", "1")
                .columnName("id"));
        assertThatThrownBy(() ->
                glue().getColumnStatisticsForPartition(request -> request.databaseName(database).tableName("t")
                        .partitionValues("eu", "1")
                        .columnNames("id"))).isInstanceOf(EntityNotFoundException.class);
    }

    /**
     * What Trino writes of a column of strings that has no values.
     */
    @Test
    void testStatisticsWithoutAverageLength()
    {
        String database = newDatabase();
        createTable(database, "t");
        ColumnStatistics withoutAverage = ColumnStatistics.builder()
                .columnName("name")
                .columnType("string")
                .analyzedTime(Instant.EPOCH)
                .statisticsData(data -> data.type(ColumnStatisticsType.STRING)
                        .stringColumnStatisticsData(string ->
                                string.maximumLength(0L).numberOfNulls(0L).numberOfDistinctValues(0L)))
                .build();
        glue().updateColumnStatisticsForTable(request ->
                request.databaseName(database).tableName("t").columnStatisticsList(withoutAverage));
        assertThat(glue().getColumnStatisticsForTable(request ->
                        request.databaseName(database).tableName("t").columnNames("name"))
                .columnStatisticsList().getFirst().statisticsData().stringColumnStatisticsData().averageLength())
                .isZero();
    }

    @Test
    void testColumnsOfIcebergTablesAreCurrent()
    {
        String database = newDatabase();
        Column plain = Column.builder().name("a").type("int").parameters(Map.of("trino_not_null", "true")).build();
        Column former = Column.builder().name("b").type("int").parameters(Map.of("iceberg.field.current", "false"))
                .build();
        Map.of("unmarked", List.of(plain), "marked", List.of(plain, former), "hive", List.of(plain))
                .forEach((name, columns) -> glue().createTable(request -> request.databaseName(database)
                        .tableInput(input -> input.name(name)
                                .parameters(Map.of("table_type", name.equals("hive") ? "hive" : "ICEBERG"))
                                .storageDescriptor(storage -> storage.columns(columns)))));
        assertThat(columns(database, "unmarked").getFirst().parameters())
                .isEqualTo(Map.of("trino_not_null", "true", "iceberg.field.current", "true"));
        assertThat(columns(database, "marked")).containsExactly(plain, former);
        assertThat(columns(database, "hive")).containsExactly(plain);
    }

    private List<Column> columns(String database, String table)
    {
        return glue().getTable(request -> request.databaseName(database).name(table)).table()
                .storageDescriptor().columns();
    }

    /**
     * As Iceberg commits: read the version, write against it, again when another was faster.
     */
    @Test
    void testOneCommitWinsPerVersion()
            throws Exception
    {
        String database = newDatabase();
        createTable(database, "t");
        int writers = 8;
        int commitsOfEach = 5;
        Queue<String> won = new ConcurrentLinkedQueue<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
            List<Callable<Void>> tasks = IntStream.range(0, writers)
                    .<Callable<Void>>mapToObj(writer -> () -> {
                        commit(database, writer, commitsOfEach, won);
                        return null;
                    })
                    .toList();
            for (Future<Void> done : executor.invokeAll(tasks)) {
                done.get();
            }
        }
        assertThat(won).hasSize(writers * commitsOfEach).doesNotHaveDuplicates();
        assertThat(getTable(database, "t").versionId()).isEqualTo(Integer.toString(writers * commitsOfEach));
        List<TableVersion> versions = glue().getTableVersionsPaginator(request ->
                        request.databaseName(database).tableName("t")).stream()
                .flatMap(page -> page.tableVersions().stream())
                .toList();
        assertThat(versions).hasSize(writers * commitsOfEach + 1);
        assertThat(versions).filteredOn(version -> version.table().description() != null)
                .allSatisfy(version -> assertThat(won).contains(
                        "%s by %s".formatted(
                                Integer.parseInt(version.versionId()) - 1,
                                version.table().description())));
    }

    private void commit(String database, int writer, int commits, Queue<String> won)
    {
        int done = 0;
        while (done < commits) {
            String version = getTable(database, "t").versionId();
            try {
                glue().updateTable(request -> request.databaseName(database)
                        .tableInput(described("t", "writer " + writer))
                        .versionId(version));
                won.add("%s by writer %s".formatted(version, writer));
                done++;
            }
            catch (ConcurrentModificationException _) {
                // another was faster
            }
        }
    }

    @Test
    void testOneOfManyCreatorsWins()
            throws Exception
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        AtomicInteger tables = new AtomicInteger();
        AtomicInteger partitions = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            List<Callable<Void>> tasks = Collections.nCopies(8, () -> {
                countUnlessExists(tables, () -> createTable(database, "contested"));
                countUnlessExists(partitions, () -> glue().createPartition(request ->
                        request.databaseName(database).tableName("t").partitionInput(partition("eu", "1"))));
                return null;
            });
            for (Future<Void> done : executor.invokeAll(tasks)) {
                done.get();
            }
        }
        assertThat(tables).hasValue(1);
        assertThat(partitions).hasValue(1);
    }

    private static void countUnlessExists(AtomicInteger count, Runnable creation)
    {
        try {
            creation.run();
            count.incrementAndGet();
        }
        catch (AlreadyExistsException _) {
            // another was faster
        }
    }

    @Test
    void testSearch()
    {
        String database = newDatabase();
        createTable(database, "cities");
        glue().createTable(request ->
                request.databaseName(database).tableInput(described("rivers", "Where the Otters live")));
        PropertyPredicate inDatabase = PropertyPredicate.builder().key("DatabaseName").value(database).build();
        assertThat(search(request -> request.filters(inDatabase).searchText("otters"))).containsExactly("rivers");
        assertThat(search(request -> request.filters(inDatabase).searchText("\"otters\""))).isEmpty();
        assertThat(search(request ->
                request.filters(inDatabase, PropertyPredicate.builder().key("classification").value("parquet").build())
                        .sortCriteria(SortCriterion.builder().fieldName("Name").sort(Sort.DESC).build())
                        .maxResults(1))).containsExactly("rivers", "cities");
    }

    private List<String> search(Consumer<SearchTablesRequest.Builder> request)
    {
        return glue().searchTablesPaginator(request).stream()
                .flatMap(page -> page.tableList().stream().map(Table::name))
                .toList();
    }

    @Test
    void testTags()
    {
        String database = newName();
        glue().createDatabase(request -> request.databaseInput(input -> input.name(database)).tags(Map.of("a", "1")));
        String arn = "arn:aws:glue:us-east-1:%s:database/%s".formatted(account(), database);
        glue().tagResource(request -> request.resourceArn(arn).tagsToAdd(Map.of("a", "2", "b", "3")));
        assertThat(glue().getTags(request -> request.resourceArn(arn)).tags()).isEqualTo(Map.of("a", "2", "b", "3"));
        glue().untagResource(request -> request.resourceArn(arn).tagsToRemove("a"));
        assertThat(glue().getTags(request -> request.resourceArn(arn)).tags()).isEqualTo(Map.of("b", "3"));
        assertThatThrownBy(() -> glue().getTags(request ->
                request.resourceArn(arn + "_nope"))).isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void testWhatACatalogHasBeside()
    {
        assertThat(glue().getUserDefinedFunctions(request ->
                request.databaseName("default").pattern(".*")).userDefinedFunctions()).isEmpty();
        assertThatThrownBy(() ->
                glue().getUserDefinedFunction(request -> request.databaseName("default").functionName("f")))
                .isInstanceOf(EntityNotFoundException.class);
        assertThat(glue().getConnections(_ -> {}).connectionList()).isEmpty();
        assertThatThrownBy(() ->
                glue().getConnection(request -> request.name("c"))).isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> glue().getResourcePolicy(_ -> {})).isInstanceOf(EntityNotFoundException.class);
        assertThat(glue().getCatalog(request -> request.catalogId(ACCOUNT)).catalog().catalogId()).isEqualTo(account());
        assertThat(glue().getCatalogs(request -> request.includeRoot(true)).catalogList()).hasSize(1);
        assertThat(glue().getCatalogImportStatus(_ -> {}).importStatus().importCompleted()).isTrue();
        assertThat(glue().getPartitionIndexes(request -> {
            String database = newDatabase();
            createPartitioned(database, "t");
            request.databaseName(database).tableName("t");
        }).partitionIndexDescriptorList()).isEmpty();
    }

    @Test
    void testWhatIsRefused()
    {
        assertThatThrownBy(() -> glue().getJobs(_ -> {}))
                .asInstanceOf(type(GlueException.class))
                .returns(400, GlueException::statusCode)
                .returns("UnknownOperationException", e -> e.awsErrorDetails().errorCode());
        assertThatThrownBy(() -> glue().getTable(request -> request.databaseName("default")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Value null at 'name'");
        assertThatThrownBy(() -> glue().getDatabase(request -> request.catalogId("123456789012").name("default")))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Catalog 123456789012 not found.");
        assertThatThrownBy(() -> createDatabase("a\nb")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> createDatabase("x".repeat(256))).isInstanceOf(InvalidInputException.class);
        String database = newDatabase();
        createTable(database, "t");
        assertThatThrownBy(() -> glue().updateTable(request ->
                request.databaseName(database).name("t").tableInput(table("renamed"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be renamed");
        assertThatThrownBy(() ->
                glue().createTable(request -> request.databaseName(database).tableInput(table("u")).transactionId("1")))
                .asInstanceOf(type(GlueException.class))
                .returns("OperationNotSupportedException", e -> e.awsErrorDetails().errorCode());
    }
}
