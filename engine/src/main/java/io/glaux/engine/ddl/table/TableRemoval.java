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
package io.glaux.engine.ddl.table;

import io.glaux.engine.ddl.lake.DdlFailures;
import io.glaux.engine.ddl.lake.Lake;
import io.glaux.engine.ddl.lake.TableKind;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.Table;

import static java.util.Objects.requireNonNull;

/**
 * DROP TABLE of a Hive table: its files stay, with PURGE too, for every table of the lake is external.
 */
public final class TableRemoval
{
    private final Lake lake;

    public TableRemoval(Lake lake)
    {
        this.lake = requireNonNull(lake, "lake is null");
    }

    public void drop(Table table)
    {
        if (TableKind.of(table) == TableKind.VIEW) {
            throw DdlFailures.task("Cannot drop a view with DROP TABLE");
        }
        lake.catalog().tables().delete(
                lake.caller(),
                DeleteTableRequest.builder().databaseName(table.databaseName()).name(table.name()).build());
    }
}
