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
package io.glaux.engine.query;

import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What statements are about to write, in the store: recorded before the first file, and forgotten in the commit that
 * ends the query as SUCCEEDED, or when what it left is cleared up. What is found at the start of the server is left of
 * a process that died.
 */
public final class WriteIntents
{
    private final Store store;

    public WriteIntents(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    public void record(WriteIntent intent)
    {
        store.inTransaction(transaction -> transaction.createUpdate(
                        """
                        INSERT INTO write_intents
                            (engine_query_id, execution_id, target, database_name, table_name, location)
                        VALUES (:engineQuery, :execution, :target, :database, :table, :location)
                        """)
                .bind("engineQuery", intent.engineQueryId())
                .bind("execution", intent.executionId())
                .bind("target", intent.target().name())
                .bind("database", intent.database())
                .bind("table", intent.table())
                .bind("location", intent.location())
                .execute());
    }

    /**
     * What the statement left is cleared up.
     */
    public void forget(WriteIntent intent)
    {
        store.inTransaction(transaction -> transaction
                .createUpdate("DELETE FROM write_intents WHERE engine_query_id = :engineQuery")
                .bind("engineQuery", intent.engineQueryId())
                .execute());
    }

    /**
     * All that is recorded.
     */
    public List<WriteIntent> all()
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT * FROM write_intents ORDER BY engine_query_id")
                .map((row, _) -> new WriteIntent(
                        row.getString("engine_query_id"),
                        row.getString("execution_id"),
                        WriteIntent.Target.valueOf(row.getString("target")),
                        row.getString("database_name"),
                        row.getString("table_name"),
                        row.getString("location")))
                .list());
    }

    static void written(Handle transaction, String executionId)
    {
        transaction.createUpdate("DELETE FROM write_intents WHERE execution_id = :execution")
                .bind("execution", executionId)
                .execute();
    }
}
