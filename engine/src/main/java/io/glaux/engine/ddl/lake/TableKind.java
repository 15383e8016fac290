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

import software.amazon.awssdk.services.glue.model.Table;

/**
 * What a table of the catalog is.
 */
public enum TableKind
{
    HIVE, ICEBERG, VIEW;

    private static final String VIRTUAL_VIEW = "VIRTUAL_VIEW";
    private static final String TABLE_TYPE = "table_type";
    private static final String ICEBERG_TYPE = "iceberg";

    public static TableKind of(Table table)
    {
        if (VIRTUAL_VIEW.equals(table.tableType())) {
            return VIEW;
        }
        return ICEBERG_TYPE.equalsIgnoreCase(table.parameters().get(TABLE_TYPE)) ? ICEBERG : HIVE;
    }
}
