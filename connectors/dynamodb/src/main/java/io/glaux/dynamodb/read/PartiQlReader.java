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

import io.glaux.dynamodb.plan.PlanReader;
import io.glaux.dynamodb.plan.PlanWriter;
import io.glaux.dynamodb.plan.SplitModel;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.RowCursor;
import io.glaux.source.RowReader;
import io.glaux.source.RowWriter;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Reads the result of a statement, all of its pages. It can be read on only where a page ends: what a page has may be
 * another when it is asked for again.
 */
final class PartiQlReader
        implements RowReader
{
    private final ReadRequests requests;
    private final ReadContext context;
    private final SplitModel.Statement statement;
    private final PartiQlRequests pages;
    private final Set<String> known = new HashSet<>();
    private Optional<String> token;
    private boolean isDone;
    private Fetch<PartiQlRequests.Page> ahead;

    PartiQlReader(
            ReadRequests requests,
            ReadContext context,
            SplitModel.Statement statement,
            Optional<OpaqueBytes> cursor)
    {
        this.requests = requireNonNull(requests, "requests is null");
        this.context = requireNonNull(context, "context is null");
        this.statement = requireNonNull(statement, "statement is null");
        this.pages = new PartiQlRequests(PartiQlText.of(statement.text()), statement.isConsistent());
        int named = statement.known().size() - (statement.hasRest() ? 1 : 0);
        statement.known().subList(0, named).forEach(column -> known.add(column.attribute()));
        this.token = cursor.flatMap(place -> PlanReader.read(place, in -> in.optional(in::text)));
        this.isDone = cursor.isPresent() && token.isEmpty();
    }

    @Override
    public boolean readPage(RowWriter rows)
            throws InterruptedException
    {
        if (isDone) {
            return false;
        }
        Fetch<PartiQlRequests.Page> fetch = ahead == null ? requests.send(context, pages.page(token, 0)) : ahead;
        ahead = null;
        PartiQlRequests.Page page = PartiQlRequests.await(fetch);
        token = page.next();
        isDone = token.isEmpty();
        if (!isDone) {
            ahead = requests.sendAhead(context, pages.page(token, page.units()));
        }
        OpaqueBytes place = place(token);
        for (int position = 0; position < page.items().size(); position++) {
            boolean isLast = position == page.items().size() - 1;
            write(page.items().get(position), rows, isLast ? () -> Optional.of(place) : RowCursor.NONE);
        }
        return !isDone;
    }

    private static OpaqueBytes place(Optional<String> token)
    {
        PlanWriter out = new PlanWriter();
        return out.optional(token, out::text).bytes();
    }

    private void write(Map<String, AttributeValue> item, RowWriter rows, RowCursor cursor)
            throws InterruptedException
    {
        if (statement.columns().isEmpty()) {
            rows.endRows(1);
            return;
        }
        Map<String, AttributeValue> whole = withRest(item);
        List<TableColumn> columns = statement.columns();
        for (int position = 0; position < columns.size(); position++) {
            columns.get(position).write(whole, rows.column(position));
        }
        rows.endRow(cursor);
    }

    private Map<String, AttributeValue> withRest(Map<String, AttributeValue> item)
    {
        if (known.containsAll(item.keySet())) {
            return item;
        }
        if (!statement.hasRest()) {
            throw SourceException.retryable(
                    SourceErrorCode.SOURCE_FAILED,
                    "The result of the PartiQL statement has an attribute that is new: run it again",
                    Optional.empty(),
                    null);
        }
        Map<String, AttributeValue> whole = new HashMap<>();
        Map<String, AttributeValue> rest = new HashMap<>();
        item.forEach((name, value) -> (known.contains(name) ? whole : rest).put(name, value));
        whole.put(statement.known().getLast().attribute(), AttributeValue.fromM(rest));
        return whole;
    }

    @Override
    public void close()
    {
        if (ahead != null) {
            Fetch.abandon(List.of(ahead));
        }
    }
}
