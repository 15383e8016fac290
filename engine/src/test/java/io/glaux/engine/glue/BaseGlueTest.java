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
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.TableVersion;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a client of Glue relies on, whatever the catalog is kept in. Every test works in databases of its own.
 */
abstract class BaseGlueTest
{
    protected static final String ACCOUNT = "000000000000";

    /**
     * A client of the catalog under test, the same for all tests.
     */
    protected abstract GlueClient glue();

    @Test
    void testDefaultDatabaseExists()
    {
        Database database = glue().getDatabase(request -> request.name("default")).database();
        assertThat(database.name()).isEqualTo("default");
        assertThat(database.catalogId()).isEqualTo(ACCOUNT);
        assertThat(glue().getDatabasesPaginator(_ -> {}).stream().flatMap(page -> page.databaseList().stream())).extracting(Database::name).contains("default");
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

        glue().updateDatabase(request -> request.name(name).databaseInput(input -> input.name(name).description("second")));
        Database updated = glue().getDatabase(request -> request.name(name)).database();
        assertThat(updated.description()).isEqualTo("second");
        assertThat(updated.locationUri()).isNull();
        assertThat(updated.createTime()).isEqualTo(created.createTime());

        glue().deleteDatabase(request -> request.name(name));
        assertThatThrownBy(() -> glue().getDatabase(request -> request.name(name)))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Database %s not found.".formatted(name));
        assertThatThrownBy(() -> glue().deleteDatabase(request -> request.name(name))).isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void testTableAsGlueGivesIt()
    {
        String database = newDatabase();
        glue().createTable(request -> request.databaseName(database).tableInput(table("Orders", column("region", "string"))));
        Table table = getTable(database, "ORDERS");
        assertThat(table.name()).isEqualTo("orders");
        assertThat(table.databaseName()).isEqualTo(database);
        assertThat(table.catalogId()).isEqualTo(ACCOUNT);
        assertThat(table.versionId()).isEqualTo("0");
        assertThat(table.isRegisteredWithLakeFormation()).isFalse();
        assertThat(table.createTime()).isNotNull();
        assertThat(table.updateTime()).isEqualTo(table.createTime());
        assertThat(table.createdBy()).startsWith("arn:aws:iam::%s:user/".formatted(ACCOUNT));
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

        List<TableVersion> versions = glue().getTableVersionsPaginator(request -> request.databaseName(database).tableName("t").maxResults(1))
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
    void testPartitionLifeCycle()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        PartitionInput input = partition("eu", "1").toBuilder().parameters(Map.of("rows", "7")).build();
        glue().createPartition(request -> request.databaseName(database).tableName("t").partitionInput(input));
        Partition created = getPartition(database, "t", "eu", "1");
        assertThat(created.databaseName()).isEqualTo(database);
        assertThat(created.tableName()).isEqualTo("t");
        assertThat(created.catalogId()).isEqualTo(ACCOUNT);
        assertThat(created.creationTime()).isNotNull();
        assertThat(created.parameters()).isEqualTo(Map.of("rows", "7"));
        assertThat(created.storageDescriptor().location()).isEqualTo("s3://bucket/eu/1");

        assertThatThrownBy(() -> glue().createPartition(request -> request.databaseName(database).tableName("t").partitionInput(input)))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> glue().createPartition(request ->
                request.databaseName(database).tableName("t").partitionInput(partition("eu"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The number of partition keys do not match the number of partition values");

        glue().updatePartition(request -> request.databaseName(database).tableName("t")
                .partitionValueList("eu", "1")
                .partitionInput(partition("us", "2")));
        assertThatThrownBy(() -> getPartition(database, "t", "eu", "1")).isInstanceOf(EntityNotFoundException.class);
        assertThat(getPartition(database, "t", "us", "2").creationTime()).isEqualTo(created.creationTime());

        glue().deletePartition(request -> request.databaseName(database).tableName("t").partitionValues("us", "2"));
        assertThatThrownBy(() -> glue().deletePartition(request ->
                request.databaseName(database).tableName("t").partitionValues("us", "2")))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void testPartitionsByExpression()
    {
        String database = newDatabase();
        createPartitioned(database, "t");
        createPartitions(database, "t", List.of(
                partition("eu", "1"),
                partition("eu", "2"),
                partition("eu", "10"),
                partition("us", "2"),
                partition("__HIVE_DEFAULT_PARTITION__", "3")));
        assertThat(partitionValues(database, "t", null)).hasSize(5);
        assertThat(partitionValues(database, "t", "")).hasSize(5);
        assertThat(partitionValues(database, "t", "(region = 'eu')")).hasSize(3);
        assertThat(partitionValues(database, "t", "(region = 'eu') AND (day > 2)")).containsExactly(List.of("eu", "10"));
        assertThat(partitionValues(database, "t", "region=\"us\" or day in (1, 10)")).hasSize(3);
        assertThat(partitionValues(database, "t", "(region = '__HIVE_DEFAULT_PARTITION__')"))
                .containsExactly(List.of("__HIVE_DEFAULT_PARTITION__", "3"));
        assertThatThrownBy(() -> partitionValues(database, "t", "nope = 1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'nope' is no partition key of the table, which has region, day");
    }

    protected void createDatabase(String name)
    {
        glue().createDatabase(request -> request.databaseInput(input -> input.name(name)));
    }

    protected String newDatabase()
    {
        String name = newName();
        createDatabase(name);
        return name;
    }

    protected void createTable(String database, String name)
    {
        glue().createTable(request -> request.databaseName(database).tableInput(table(name)));
    }

    protected void createPartitioned(String database, String name)
    {
        TableInput input = table(name, column("region", "string"), column("day", "int"));
        glue().createTable(request -> request.databaseName(database).tableInput(input));
    }

    protected void createPartitions(String database, String table, List<PartitionInput> partitions)
    {
        for (int start = 0; start < partitions.size(); start += 100) {
            List<PartitionInput> batch = partitions.subList(start, Math.min(partitions.size(), start + 100));
            assertThat(glue()
                    .batchCreatePartition(request -> request
                            .databaseName(database)
                            .tableName(table)
                            .partitionInputList(batch))
                    .errors()).isEmpty();
        }
    }

    protected Table getTable(String database, String name)
    {
        return glue().getTable(request -> request.databaseName(database).name(name)).table();
    }

    protected Partition getPartition(String database, String table, String... values)
    {
        return glue().getPartition(request -> request.databaseName(database).tableName(table).partitionValues(values)).partition();
    }

    protected List<List<String>> partitionValues(String database, String table, String expression)
    {
        GetPartitionsRequest request = GetPartitionsRequest.builder()
                .databaseName(database)
                .tableName(table)
                .expression(expression)
                .build();
        return glue().getPartitionsPaginator(request).stream().flatMap(page -> page.partitions().stream()).map(Partition::values).toList();
    }

    protected List<String> tableNames(String database, String expression, Integer pageSize)
    {
        GetTablesRequest request = GetTablesRequest.builder()
                .databaseName(database)
                .expression(expression)
                .maxResults(pageSize)
                .build();
        return glue().getTablesPaginator(request).stream().flatMap(page -> page.tableList().stream()).map(Table::name).toList();
    }

    protected static TableInput table(String name, Column... partitionKeys)
    {
        return TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("classification", "parquet"))
                .partitionKeys(partitionKeys)
                .storageDescriptor(storage("s3://bucket/" + name))
                .build();
    }

    protected static TableInput described(String name, String description)
    {
        return table(name).toBuilder().description(description).build();
    }

    protected static StorageDescriptor storage(String location)
    {
        return StorageDescriptor.builder()
                .columns(column("id", "bigint"), column("name", "string"))
                .location(location)
                .build();
    }

    protected static Column column(String name, String type)
    {
        return Column.builder().name(name).type(type).build();
    }

    protected static PartitionInput partition(String... values)
    {
        return PartitionInput.builder()
                .values(values)
                .storageDescriptor(storage("s3://bucket/" + String.join("/", values)))
                .build();
    }

    protected static List<PartitionInput> partitions(int count)
    {
        return IntStream.range(0, count).mapToObj(index -> partition("r" + index % 7, Integer.toString(index))).toList();
    }

    protected static String newName()
    {
        return "db_" + UUID.randomUUID().toString().replace('-', '_');
    }
}
