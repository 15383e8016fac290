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
package io.glaux.cli.query;

import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Gets the rows of a finished query: the first page from the API, and if there is more, all from the CSV in S3, which
 * is one request in place of one for each thousand rows.
 */
public final class ResultReader
{
    private static final int PAGE = 1000;
    private static final Set<String> WITH_HEADER = Set.of("SELECT", "EXPLAIN", "DRY_RUN", "SHOW_FUNCTIONS");
    private static final Set<String> TEXTS = Set.of("EXPLAIN", "SHOW_CREATE_TABLE", "SHOW_CREATE_VIEW");

    private final AthenaClient athena;
    private final Supplier<S3Client> s3;

    public ResultReader(AthenaClient athena, Supplier<S3Client> s3)
    {
        this.athena = requireNonNull(athena, "athena is null");
        this.s3 = requireNonNull(s3, "s3 is null");
    }

    public ResultRows read(QueryExecution query)
    {
        GetQueryResultsResponse page = page(query.queryExecutionId(), null);
        List<ColumnInfo> columns = page.resultSet().resultSetMetadata() == null
                ? List.of()
                : page.resultSet().resultSetMetadata().columnInfo();
        String kind = String.valueOf(query.substatementType()).toUpperCase(Locale.ROOT);
        boolean isText = TEXTS.contains(kind) && columns.size() == 1;
        boolean hasHeader = WITH_HEADER.contains(kind);
        String location = query.resultConfiguration() == null ? null : query.resultConfiguration().outputLocation();
        Iterator<String[]> rows = page.nextToken() != null && hasHeader && location != null && location.endsWith(".csv")
                ? new CsvRows(new InputStreamReader(open(location), UTF_8))
                : new PagedRows(query.queryExecutionId(), columns.size(), page);
        if (hasHeader && rows.hasNext()) {
            rows.next();
        }
        return new ResultRows(columns, rows, isText);
    }

    private GetQueryResultsResponse page(String id, String token)
    {
        return athena.getQueryResults(request -> request.queryExecutionId(id).maxResults(PAGE).nextToken(token));
    }

    private InputStream open(String location)
    {
        URI uri = URI.create(location);
        return s3.get()
                .getObject(GetObjectRequest.builder().bucket(uri.getHost()).key(uri.getPath().substring(1)).build());
    }

    private final class PagedRows
            implements Iterator<String[]>
    {
        private final String id;
        private final int width;
        private Iterator<Row> rows;
        private String token;

        PagedRows(String id, int width, GetQueryResultsResponse first)
        {
            this.id = requireNonNull(id, "id is null");
            this.width = width;
            this.rows = first.resultSet().hasRows() ? first.resultSet().rows().iterator() : Collections.emptyIterator();
            this.token = first.nextToken();
        }

        @Override
        public boolean hasNext()
        {
            while (!rows.hasNext() && token != null) {
                GetQueryResultsResponse page = page(id, token);
                rows = page.resultSet().rows().iterator();
                token = page.nextToken();
            }
            return rows.hasNext();
        }

        @Override
        public String[] next()
        {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<Datum> data = rows.next().data();
            // DESCRIBE and SHOW COLUMNS declare several columns and join their values by tabs in one
            if (data.size() == 1 && width > 1 && data.getFirst().varCharValue() != null) {
                return data.getFirst().varCharValue().split("\t", width);
            }
            return data.stream().map(Datum::varCharValue).toArray(String[]::new);
        }
    }
}
