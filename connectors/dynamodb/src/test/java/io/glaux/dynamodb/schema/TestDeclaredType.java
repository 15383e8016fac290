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

import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.dynamodb.value.DateFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestDeclaredType
{
    private static final DateFormat ISO = DateFormat.iso(ZoneOffset.UTC);

    @Test
    void readsSimpleTypes()
    {
        assertThat(parse("boolean")).isEqualTo(new ColumnType.Bool());
        assertThat(parse("tinyint")).isEqualTo(new ColumnType.Whole(8));
        assertThat(parse("smallint")).isEqualTo(new ColumnType.Whole(16));
        assertThat(parse("int")).isEqualTo(new ColumnType.Whole(32));
        assertThat(parse("BIGINT")).isEqualTo(ColumnType.Whole.BIGINT);
        assertThat(parse("float")).isEqualTo(new ColumnType.Floating(true));
        assertThat(parse("double")).isEqualTo(new ColumnType.Floating(false));
        assertThat(parse("decimal")).isEqualTo(new ColumnType.Decimal(38, 18));
        assertThat(parse("decimal(10)")).isEqualTo(new ColumnType.Decimal(10, 0));
        assertThat(parse("decimal( 10 , 2 )")).isEqualTo(new ColumnType.Decimal(10, 2));
        assertThat(parse("string")).isEqualTo(new ColumnType.AnyText());
        assertThat(parse("varchar(20)")).isEqualTo(new ColumnType.AnyText());
        assertThat(parse("binary")).isEqualTo(new ColumnType.Binary());
        assertThat(parse("date")).isEqualTo(new ColumnType.Date(ISO));
        assertThat(parse("timestamp")).isEqualTo(new ColumnType.Timestamp(ISO, false));
        assertThat(parse("timestamptz")).isEqualTo(new ColumnType.Timestamp(ISO, true));
        assertThat(parse("json")).isEqualTo(new ColumnType.Json());
    }

    @Test
    void readsNestedTypes()
    {
        assertThat(parse("array<int>")).isEqualTo(new ColumnType.Array(new ColumnType.Whole(32), AttributeType.L));
        assertThat(parse("set<string>")).isEqualTo(new ColumnType.Array(new ColumnType.AnyText(), AttributeType.SS));
        assertThat(parse("set<bigint>")).isEqualTo(new ColumnType.Array(ColumnType.Whole.BIGINT, AttributeType.NS));
        assertThat(parse("map<string,array<boolean>>")).isEqualTo(new ColumnType.TextMap(
                new ColumnType.Array(new ColumnType.Bool(), AttributeType.L)));
        assertThat(DeclaredType.parse(
                "struct<name:string, sizes:array<struct<w:decimal(4,1)>>>",
                ISO,
                DeclaredType.keys(Map.of("name", "Name", "w", "W"))))
                .isEqualTo(new ColumnType.Row(List.of(
                        new ColumnType.RowField("name", "Name", new ColumnType.AnyText()),
                        new ColumnType.RowField("sizes", "sizes", new ColumnType.Array(
                                new ColumnType.Row(List.of(
                                        new ColumnType.RowField("w", "W", new ColumnType.Decimal(4, 1)))),
                                AttributeType.L)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "uniontype<int>", "array", "array<>", "array<int", "array<int>>", "map<int,string>", "map<string>",
            "struct<>", "struct<a>", "struct<a:int,>", "decimal(39,1)", "decimal(2,3)", "decimal(a)", "set<boolean>",
            "int int",
    })
    void refusesOtherTexts(String text)
    {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(SchemaSettings.isType(text)).isFalse();
    }

    private static ColumnType parse(String text)
    {
        return DeclaredType.parse(text, ISO, DeclaredType.keys(Map.of()));
    }
}
