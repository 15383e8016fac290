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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.schema.Declaration.DeclaredColumn;
import io.glaux.dynamodb.schema.TableColumn.Mismatch;
import io.glaux.dynamodb.schema.TableColumn.NullTest;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.dynamodb.value.DateFormat;
import io.glaux.source.ColumnPath;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestColumns
{
    private static final SchemaSettings DEFAULTS =
            new SchemaSettings(NumberChoice.INFERRED, Mismatch.ERROR, Map.of(), Map.of(), Map.of());

    @Test
    void declaredColumnsAreAsAthenasConnectorHasThem()
    {
        Declaration declaration = declaration(
                Map.of(
                        "columnMapping", "id=Id, made=madeOn",
                        "datetimeFormatMapping", "made=dd/MM/yyyy",
                        "defaultTimeZone", "Europe/Berlin"),
                new DeclaredColumn("id", "string"),
                new DeclaredColumn("made", "date"),
                new DeclaredColumn("code", "string"),
                new DeclaredColumn("odd", "uniontype<int>"));
        List<String> notes = new ArrayList<>();
        List<TableColumn> columns = new DeclaredColumns(
                declaration, "Planes", Map.of("Id", AttributeType.S), DEFAULTS, notes).columns();

        assertThat(columns).extracting(TableColumn::attribute).containsExactly("Id", "madeOn", "code", "odd");
        assertThat(columns).extracting(TableColumn::type).containsExactly(
                new ColumnType.Text(),
                new ColumnType.Date(DateFormat.of("dd/MM/yyyy", ZoneId.of("Europe/Berlin"))),
                new ColumnType.AnyText(),
                new ColumnType.Json());
        assertThat(notes).containsExactly("odd is JSON: uniontype<int> is no type that is known here");
        assertThat(columns.get(1).read(Map.of("madeOn", AttributeValue.fromS("28/11/2026"))))
                .isEqualTo(LocalDate.of(2026, 11, 28));
    }

    @Test
    void wrongPropertiesAreNoted()
    {
        Declaration declaration = declaration(
                Map.of(
                        "columnMapping", "id",
                        "datetimeFormatMapping", "made=qqqqqqqqq",
                        "defaultTimeZone", "Mars/Olympus"),
                new DeclaredColumn("made", "date"));
        List<String> notes = new ArrayList<>();
        List<TableColumn> columns =
                new DeclaredColumns(declaration, "planes", Map.of(), DEFAULTS, notes).columns();
        assertThat(columns.getFirst().type()).isEqualTo(new ColumnType.Date(DateFormat.iso(ZoneOffset.UTC)));
        assertThat(notes).hasSize(3);
    }

    @Test
    void settingsGoBeforeDeclarationsAndSamples()
    {
        SchemaSettings settings = new SchemaSettings(
                NumberChoice.INFERRED,
                Mismatch.ERROR,
                Map.of("planes.tags", "json", "planes.extra", "double"),
                Map.of("planes.seats", NumberChoice.parse("varchar").orElseThrow()),
                Map.of("planes.seats", Mismatch.NULL));
        List<TableColumn> declared = new DeclaredColumns(
                declaration(Map.of(), new DeclaredColumn("seats", "int"), new DeclaredColumn("tags", "array<string>")),
                "Planes",
                Map.of(),
                settings,
                new ArrayList<>()).columns();
        assertThat(declared).extracting(TableColumn::type)
                .containsExactly(new ColumnType.NumberText(), new ColumnType.Json());

        ItemSample sample = new ItemSample();
        sample.add(Map.of(
                "Seats", AttributeValue.fromN("180"),
                "tags", AttributeValue.fromSs(List.of("a")),
                "Id", AttributeValue.fromS("N1")));
        List<TableColumn> inferred = new InferredColumns("Planes", settings, new ArrayList<>())
                .columns(sample, List.of("Id"), Map.of("Id", AttributeType.S));
        assertThat(inferred).extracting(TableColumn::name).containsExactly("Id", "Seats", "extra", "tags");
        assertThat(inferred).extracting(TableColumn::type).containsExactly(
                new ColumnType.Text(),
                new ColumnType.NumberText(),
                new ColumnType.Floating(false),
                new ColumnType.Json());
        assertThat(inferred).extracting(TableColumn::mismatch)
                .containsExactly(Mismatch.ERROR, Mismatch.NULL, Mismatch.ERROR, Mismatch.ERROR);
    }

    @Test
    void keysAreColumnsOfEmptyTables()
    {
        List<TableColumn> columns = new InferredColumns("t", DEFAULTS, new ArrayList<>()).columns(
                new ItemSample(),
                List.of("hash", "sort"),
                Map.of("sort", AttributeType.N, "hash", AttributeType.B, "indexed", AttributeType.S));
        assertThat(columns).extracting(TableColumn::name).containsExactly("hash", "sort", "indexed");
        assertThat(columns).extracting(TableColumn::type)
                .containsExactly(new ColumnType.Binary(), ColumnType.Whole.BIGINT, new ColumnType.Text());
    }

    @Test
    void tablesOfVeryManyAttributesHaveThoseOfMostItems()
    {
        ItemSample sample = new ItemSample();
        for (int i = 0; i < 1500; i++) {
            sample.add(Map.of("id", AttributeValue.fromS("x"), "rare" + i, AttributeValue.fromS("x")));
        }
        List<String> notes = new ArrayList<>();
        List<TableColumn> columns = new InferredColumns("t", DEFAULTS, notes)
                .columns(sample, List.of("id"), Map.of("id", AttributeType.S));
        assertThat(columns).hasSize(InferredColumns.MOST_COLUMNS);
        assertThat(columns.getFirst().name()).isEqualTo("id");
        assertThat(notes).singleElement().asString().startsWith("501 attributes are no columns");
    }

    @Test
    void mismatchesFailWithAdviceOrAreNull()
    {
        TableColumn strict = column(ColumnType.Whole.BIGINT, Mismatch.ERROR);
        Map<String, AttributeValue> item = Map.of("Price", AttributeValue.fromN("1.23456"));
        assertThatThrownBy(() -> strict.read(item))
                .isInstanceOfSatisfying(SourceException.class, e ->
                        assertThat(e.code()).isEqualTo(SourceErrorCode.INVALID_VALUE))
                .hasMessageContaining("Table orders, column price: an item has a number")
                .hasMessageContaining("type.orders.price")
                .hasMessageNotContaining("1.23");
        assertThat(column(ColumnType.Whole.BIGINT, Mismatch.NULL).read(item)).isNull();
        assertThat(strict.read(Map.of())).isNull();
        assertThat(strict.read(Map.of("Price", AttributeValue.fromNul(true)))).isNull();
    }

    @Test
    void nullTestsAreThoseOfTheMismatch()
    {
        assertThat(column(ColumnType.Whole.BIGINT, Mismatch.ERROR).nullTest()).isEqualTo(NullTest.ABSENT_OR_NULL);
        assertThat(column(ColumnType.Whole.BIGINT, Mismatch.NULL).nullTest()).isEqualTo(NullTest.NONE);
        assertThat(column(new ColumnType.Text(), Mismatch.NULL).nullTest()).isEqualTo(NullTest.NOT_OF_TYPE);
        assertThat(column(new ColumnType.Json(), Mismatch.NULL).nullTest()).isEqualTo(NullTest.ABSENT_OR_NULL);
        assertThat(column(new ColumnType.Row(List.of(
                new ColumnType.RowField("a", "a", new ColumnType.Text()))), Mismatch.NULL).nullTest())
                .isEqualTo(NullTest.NONE);
    }

    @Test
    void fieldsOfRowsAreFound()
    {
        ColumnType row = new ColumnType.Row(List.of(new ColumnType.RowField("city", "City", new ColumnType.Text())));
        TableSchema table = table(new TableColumn("orders", "address", List.of("Address"), row, Mismatch.ERROR));
        TableColumn city = table.column(ColumnPath.of("address", "city"));
        assertThat(city.path()).containsExactly("Address", "City");
        assertThat(city.name()).isEqualTo("address.city");
        Map<String, AttributeValue> address = Map.of("City", AttributeValue.fromS("Jena"));
        assertThat(city.read(Map.of("Address", AttributeValue.fromM(address)))).isEqualTo("Jena");
        assertThat(city.read(Map.of("Address", AttributeValue.fromM(Map.of())))).isNull();
        assertThat(city.read(Map.of("Address", AttributeValue.fromNul(true)))).isNull();
        assertThat(city.read(Map.of())).isNull();
        assertThatThrownBy(() -> city.read(Map.of("Address", AttributeValue.fromS("Jena"))))
                .hasMessageContaining("a text where a map should be");
        for (ColumnPath path : List.of(
                ColumnPath.of("city"),
                ColumnPath.of("address", "zip"),
                ColumnPath.of("address", "city", "x"))) {
            assertThatThrownBy(() -> table.column(path))
                    .isInstanceOfSatisfying(SourceException.class, e ->
                            assertThat(e.code()).isEqualTo(SourceErrorCode.COLUMN_NOT_FOUND));
        }
        assertThat(table.attributes(List.of(ColumnPath.of("address"), ColumnPath.of("address", "city"))))
                .containsExactly("Address");
    }

    private static TableColumn column(ColumnType type, Mismatch mismatch)
    {
        return new TableColumn("orders", "price", List.of("Price"), type, mismatch);
    }

    private static TableSchema table(TableColumn... columns)
    {
        return new TableSchema(
                new SourceTableName("default", "orders"),
                "orders",
                new KeySchema(new KeyAttribute("id", AttributeType.S), Optional.empty()),
                List.of(),
                List.of(columns),
                0,
                0,
                OptionalLong.empty(),
                List.of());
    }

    private static Declaration declaration(Map<String, String> properties, DeclaredColumn... columns)
    {
        return new Declaration(
                new SourceTableName("default", "planes"),
                Optional.empty(),
                Optional.empty(),
                List.of(columns),
                properties);
    }
}
