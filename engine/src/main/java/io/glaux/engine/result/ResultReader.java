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
package io.glaux.engine.result;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.QueryExecution;
import io.glaux.engine.query.StatementKind;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.ColumnNullable;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Reads pages of results from their files.
 */
public final class ResultReader
{
    private static final int NOT_FOUND = 404;

    /**
     * A page ends early when its values are longer than this, as an answer is built in memory.
     */
    private static final int PAGE_LIMIT = 16 * 1024 * 1024;

    private final S3Client s3;

    public ResultReader(S3Client s3)
    {
        this.s3 = requireNonNull(s3, "s3 is null");
    }

    /**
     * A page of the result of a query that SUCCEEDED. The first row of the first page is the header when the file has
     * one, and counts as a row.
     *
     * @param size rows at most; a page that has as many always has a token for a next one
     * @throws GlauxException with INVALID_INPUT if the token is malformed, with NOT_FOUND if the files are gone, with
     *         STORAGE_ERROR
     */
    public ResultPage page(QueryExecution query, int size, Optional<String> token)
    {
        StatementKind kind = query.submission().kind();
        long offset = token.map(given -> ResultToken.read(query.id(), given)).orElse(0L);
        S3Location file = S3Location.ofObject(query.outputFile().orElseThrow(ResultReader::noResults));
        ResultLayout layout = ResultLayout.of(kind);
        if (layout == ResultLayout.EMPTY) {
            return new ResultPage(List.of(), List.of(), OptionalLong.empty(), Optional.empty());
        }
        try {
            ResultMetadata metadata = metadata(file, layout);
            List<ColumnInfo> columns = metadata.columns().stream().map(ResultReader::columnInfo).toList();
            OptionalLong updateCount = ResultLayout.updateCount(kind, metadata.updateCount());
            if (layout == ResultLayout.COUNT || offset == ResultToken.EXHAUSTED) {
                return new ResultPage(columns, List.of(), updateCount, Optional.empty());
            }
            Rows rows = layout == ResultLayout.CSV
                    ? csv(new RangedObject(s3, file, offset), columns.size(), size)
                    : text(new RangedObject(s3, file, offset), size);
            Optional<String> next = rows.next().isPresent()
                    ? Optional.of(ResultToken.write(query.id(), rows.next().getAsLong()))
                    : Optional.empty();
            return new ResultPage(columns, rows.rows(), updateCount, next);
        }
        catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                throw noResults();
            }
            throw unreadable(file, e);
        }
        catch (SdkException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * A statement that answers in text may have no columns, and then there is no metadata beside its file.
     */
    private ResultMetadata metadata(S3Location file, ResultLayout layout)
    {
        try {
            return ResultMetadata.read(s3.getObjectAsBytes(request -> request
                    .bucket(file.bucket())
                    .key(file.key() + ResultStore.METADATA)).asByteArrayUnsafe());
        }
        catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND && layout == ResultLayout.TEXT) {
                return new ResultMetadata("", Optional.empty(), OptionalLong.empty(), List.of());
            }
            throw e;
        }
    }

    private record Rows(List<Row> rows, OptionalLong next) {}

    /**
     * Each row ends with a line feed.
     */
    private static Rows csv(RangedObject in, int columns, int size)
    {
        List<Row> rows = new ArrayList<>();
        long start = in.position();
        while (in.peek() != RangedObject.END) {
            if (rows.size() == size || in.position() - start > PAGE_LIMIT) {
                return new Rows(rows, OptionalLong.of(in.position()));
            }
            rows.add(csvRow(in, columns));
        }
        return new Rows(rows, rows.size() == size ? OptionalLong.of(ResultToken.EXHAUSTED) : OptionalLong.empty());
    }

    private static Row csvRow(RangedObject in, int columns)
    {
        List<Datum> values = new ArrayList<>(columns);
        while (true) {
            values.add(datum(csvValue(in)));
            int separator = in.read();
            if (separator == '\n') {
                return Row.builder().data(values).build();
            }
            if (separator != ',') {
                throw new GlauxException(
                        ErrorCode.STORAGE_ERROR,
                        "The result file was changed: it is no CSV of Athena's form");
            }
        }
    }

    private static String csvValue(RangedObject in)
    {
        if (in.peek() != '"') {
            return null;
        }
        in.read();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next == RangedObject.END) {
                throw new GlauxException(
                        ErrorCode.STORAGE_ERROR,
                        "The result file was changed: it ends within a value");
            }
            if (next == '"') {
                if (in.peek() != '"') {
                    return value.toString(UTF_8);
                }
                in.read();
            }
            value.write(next);
        }
    }

    /**
     * Line feeds stand between rows, so there is one row more than line feeds, and none in an empty file.
     */
    private static Rows text(RangedObject in, int size)
    {
        List<Row> rows = new ArrayList<>();
        long start = in.position();
        boolean more = start > 0 || in.peek() != RangedObject.END;
        while (more) {
            if (rows.size() == size || in.position() - start > PAGE_LIMIT) {
                return new Rows(rows, OptionalLong.of(in.position()));
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = in.read();
            while (next != '\n' && next != RangedObject.END) {
                line.write(next);
                next = in.read();
            }
            rows.add(Row.builder().data(datum(line.toString(UTF_8))).build());
            more = next == '\n';
        }
        return new Rows(rows, rows.size() == size ? OptionalLong.of(ResultToken.EXHAUSTED) : OptionalLong.empty());
    }

    private static ColumnInfo columnInfo(ColumnDescription column)
    {
        return ColumnInfo.builder()
                .catalogName("hive")
                .schemaName("")
                .tableName("")
                .name(column.name())
                .label(column.name())
                .type(column.type())
                .precision(column.precision().orElse(0))
                .scale(column.scale().orElse(0))
                .nullable(ColumnNullable.UNKNOWN)
                .caseSensitive(column.caseSensitive().orElse(false))
                .build();
    }

    private static Datum datum(String value)
    {
        return Datum.builder().varCharValue(value).build();
    }

    private static GlauxException noResults()
    {
        return new GlauxException(ErrorCode.NOT_FOUND, "Could not find results");
    }

    private static GlauxException unreadable(S3Location file, SdkException e)
    {
        return new GlauxException(
                ErrorCode.STORAGE_ERROR,
                "The result %s could not be read: %s".formatted(file, e.getMessage()),
                e);
    }
}
