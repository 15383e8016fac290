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
package io.glaux.engine.trino.batches;

import io.glaux.metering.ScanMeter;
import io.trino.spi.connector.SchemaTableName;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables of the source, for all servers of a test.
 */
public final class BatchTables
{
    public static final String SCHEMA = "default";

    private final Map<String, BatchTable> tables = new ConcurrentHashMap<>();
    private final Set<ScanMeter> readers = ConcurrentHashMap.newKeySet();

    public void put(String name, BatchTable table)
    {
        tables.put(name, table);
    }

    Optional<BatchTable> find(SchemaTableName name)
    {
        return name.getSchemaName().equals(SCHEMA)
                ? Optional.ofNullable(tables.get(name.getTableName()))
                : Optional.empty();
    }

    void read(ScanMeter meter)
    {
        readers.add(meter);
    }

    /**
     * The meters of the servers that have read.
     */
    public Set<ScanMeter> readers()
    {
        return Set.copyOf(readers);
    }
}
