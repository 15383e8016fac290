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
package io.glaux.testing.sql;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A statement of a file, with how it is sent and what is expected of it.
 *
 * @param lines where it stands in the file
 * @param sql without the semicolon at its end, with its placeholders
 * @param open why it does not yet end as expected, if that is known
 */
public record SqlStatement(
        Place lines,
        String sql,
        Request request,
        Expectation expectation,
        Optional<String> open)
{
    public SqlStatement
    {
        requireNonNull(lines, "lines is null");
        requireNonNull(sql, "sql is null");
        requireNonNull(request, "request is null");
        requireNonNull(expectation, "expectation is null");
        requireNonNull(open, "open is null");
    }

    /**
     * Numbers of lines, from 1.
     *
     * @param first the first line of the statement
     * @param last the line with its semicolon
     * @param end the last line of its expectation, or {@code last} if it has none
     */
    public record Place(int first, int last, int end)
    {
        public boolean has(int line)
        {
            return line >= first && line <= end;
        }
    }

    /**
     * What else is sent with a statement, and put to S3 before it.
     *
     * @param catalog of the context, absent for none
     * @param database of the context, absent for none
     */
    public record Request(
            Optional<String> catalog,
            Optional<String> database,
            List<String> parameters,
            List<StoredObject> objects)
    {
        public Request
        {
            requireNonNull(catalog, "catalog is null");
            requireNonNull(database, "database is null");
            parameters = List.copyOf(parameters);
            objects = List.copyOf(objects);
        }
    }

    /**
     * @param key below the file's own location, or a whole address with {@code s3://}
     */
    public record StoredObject(String key, String content)
    {
        public StoredObject
        {
            requireNonNull(key, "key is null");
            requireNonNull(content, "content is null");
        }
    }

    /**
     * @param kind StatementType, SubstatementType and the kind of the result file, as {@code DML SELECT csv}
     * @param types of the columns
     * @param outcome absent where it is to be filled in
     */
    public record Expectation(Optional<String> kind, Optional<String> types, Optional<Outcome> outcome)
    {
        public Expectation
        {
            requireNonNull(kind, "kind is null");
            requireNonNull(types, "types is null");
            requireNonNull(outcome, "outcome is null");
        }
    }
}
