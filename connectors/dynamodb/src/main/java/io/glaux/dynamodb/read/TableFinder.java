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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.source.SourceTableName;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/**
 * What reads need to know of tables.
 */
public interface TableFinder
{
    /**
     * @throws io.glaux.source.SourceException if there is no such table
     */
    TableSchema find(SourceTableName name);

    /**
     * What finding the columns of a table took that nobody has counted yet, in millionths of a read unit: a plan or a
     * description has nobody to tell it to.
     */
    default long takeSampled(TableSchema table)
    {
        return 0;
    }

    /**
     * Columns for items of which nothing is known but that they are the result of a query.
     *
     * @param name of what they come from, for messages
     */
    List<TableColumn> infer(String name, List<Map<String, AttributeValue>> items);
}
