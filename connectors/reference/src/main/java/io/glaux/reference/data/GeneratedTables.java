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
package io.glaux.reference.data;

import io.glaux.source.ColumnTypes;
import io.glaux.source.SourceTableName;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;

/**
 * Tables of any size.
 */
final class GeneratedTables
{
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

    private GeneratedTables() {}

    static void addTo(Tables tables, TableSizes sizes)
    {
        tables.add(
                table(
                        "counted",
                        ColumnTypes.bigint("id"),
                        ColumnTypes.doublePrecision("half"),
                        ColumnTypes.text("text")),
                new GeneratedRows(
                        sizes.countedRows(),
                        number -> StoredRows.row(number, number / 2.0, "row " + number)));
        tables.add(
                table("wide", ColumnTypes.bigint("id"), ColumnTypes.text("content")),
                new GeneratedRows(
                        sizes.wideRows(),
                        number -> StoredRows.row(number, content(number, sizes.wideBytes()))));
        Schema columns = new Schema(FixedTables.columnsOfAllTypes());
        for (int number = 0; number < sizes.randomTables(); number++) {
            tables.add(
                    new ReferenceTable(
                            new SourceTableName("random", "t" + number),
                            columns,
                            List.of("id"),
                            "Made of a seed"),
                    new RandomRows(columns, sizes.randomSeed() + number, sizes.randomRows()));
        }
    }

    /**
     * Not the same in two rows, so that a mix-up is seen.
     */
    private static String content(long number, int length)
    {
        String start = number + ":";
        String letter = String.valueOf(ALPHABET.charAt((int) (number % ALPHABET.length())));
        return length <= start.length() ? letter.repeat(length) : start + letter.repeat(length - start.length());
    }

    private static ReferenceTable table(String name, Field... columns)
    {
        return new ReferenceTable(
                new SourceTableName(FixedTables.SCHEMA, name),
                new Schema(List.of(columns)),
                List.of("id"),
                "");
    }
}
