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

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.SchemaTableName;

import static java.util.Objects.requireNonNull;

/**
 * What goes from the coordinator to the nodes that read.
 */
public final class BatchHandle
{
    private BatchHandle() {}

    public enum Transaction
            implements ConnectorTransactionHandle
    {
        INSTANCE
    }

    public record Table(SchemaTableName name)
            implements ConnectorTableHandle
    {
        public Table
        {
            requireNonNull(name, "name is null");
        }
    }

    public record Column(String name)
            implements ColumnHandle
    {
        public Column
        {
            requireNonNull(name, "name is null");
        }
    }

    public record Stream(int number)
            implements ConnectorSplit
    {
        @Override
        public long getRetainedSizeInBytes()
        {
            return Integer.BYTES;
        }
    }
}
