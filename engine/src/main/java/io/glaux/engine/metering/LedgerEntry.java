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
package io.glaux.engine.metering;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * The start or the end of a query as the chain has it: everything that the ledger keeps of it.
 *
 * @param content the columns of {@link Kind#columns}, as text; without the tags of a start that an earlier version
 *         recorded, so that its hash stays what it was
 */
record LedgerEntry(Kind kind, String queryId, List<String> content)
{
    enum Kind
    {
        START("usage_starts", "workgroup, user_name, started_at, tags"),
        END("usage_ends",
                "ended_at, outcome, scans, complete, scanned_bytes, billed_bytes, cost_micro_usd, price, units");

        private final String table;
        private final String columns;

        Kind(String table, String columns)
        {
            this.table = table;
            this.columns = columns;
        }

        String table()
        {
            return table;
        }

        /**
         * The columns beside the query id, in the order in which they are hashed.
         */
        String columns()
        {
            return columns;
        }
    }

    LedgerEntry
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(queryId, "queryId is null");
        content = List.copyOf(content);
    }

    static LedgerEntry read(Kind kind, ResultSet row)
            throws SQLException
    {
        List<String> content = new ArrayList<>();
        for (String column : kind.columns.split(", ")) {
            if (column.equals("tags") && row.getString(column) == null) {
                continue;
            }
            // a boolean is another text in each database
            content.add(column.equals("complete")
                    ? String.valueOf(row.getBoolean(column))
                    : String.valueOf(row.getString(column)));
        }
        return new LedgerEntry(kind, row.getString("query_id"), content);
    }

    /**
     * SHA-256 over the place, the hash of the entry before (empty for the first), the kind, the query and the content;
     * each field stands between its length in bytes and a comma, so that no two entries are the same text.
     */
    String hash(long sequence, String previousHash)
    {
        Hasher hasher = Hashing.sha256().newHasher();
        put(hasher, String.valueOf(sequence));
        put(hasher, previousHash);
        put(hasher, kind.name());
        put(hasher, queryId);
        content.forEach(field -> put(hasher, field));
        return hasher.hash().toString();
    }

    private static void put(Hasher hasher, String field)
    {
        byte[] bytes = field.getBytes(UTF_8);
        hasher.putString(bytes.length + ":", UTF_8).putBytes(bytes).putByte((byte) ',');
    }
}
