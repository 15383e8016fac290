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
package io.glaux.engine.ddl.lake;

import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;

import java.util.List;

import static com.google.common.collect.Lists.partition;
import static io.trino.spi.type.VarcharType.VARCHAR;

/**
 * Hands rows of texts to the user.
 */
public final class TextRows
{
    private static final int PAGE = 1000;

    private TextRows() {}

    /**
     * @param columns names of the columns
     * @param rows as many texts in each row as there are columns
     */
    public static void write(ResultSink sink, List<String> columns, List<List<String>> rows)
    {
        sink.columns(columns.stream().map(name -> new ResultColumn(name, VARCHAR)).toList());
        for (List<List<String>> page : partition(rows, PAGE)) {
            Block[] blocks = new Block[columns.size()];
            for (int column = 0; column < blocks.length; column++) {
                BlockBuilder builder = VARCHAR.createBlockBuilder(null, page.size());
                for (List<String> row : page) {
                    VARCHAR.writeString(builder, row.get(column));
                }
                blocks[column] = builder.build();
            }
            sink.page(new Page(page.size(), blocks));
        }
    }

    /**
     * Rows of one column.
     */
    public static void writeLines(ResultSink sink, String column, List<String> lines)
    {
        write(sink, List.of(column), lines.stream().map(List::of).toList());
    }
}
