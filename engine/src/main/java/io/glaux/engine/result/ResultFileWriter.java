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

import io.airlift.log.Logger;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultWriter;
import io.glaux.engine.query.StatementKind;
import io.trino.spi.Page;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Writes the files of one result: the rows as they come, the metadata in the end.
 */
final class ResultFileWriter
        implements ResultWriter
{
    private static final Logger log = Logger.get(ResultFileWriter.class);

    private final S3Client s3;
    private final String executionId;
    private final S3Location file;
    private final StatementKind kind;
    private final ResultLayout layout;
    private final UploadOptions options;
    private final ResultUpload upload;
    private final OptionalLong maxBytes;
    private List<ResultColumn> columns = List.of();
    private int[] channels = {};
    private long bytes;
    private boolean hasRows;
    private boolean published;

    /**
     * @param maxBytes of the file with the rows
     */
    ResultFileWriter(
            S3Client s3,
            String executionId,
            S3Location file,
            StatementKind kind,
            UploadOptions options,
            OptionalLong maxBytes)
    {
        this.s3 = requireNonNull(s3, "s3 is null");
        this.executionId = requireNonNull(executionId, "executionId is null");
        this.file = requireNonNull(file, "file is null");
        this.kind = requireNonNull(kind, "kind is null");
        this.layout = ResultLayout.of(kind);
        this.options = requireNonNull(options, "options is null");
        this.upload = new ResultUpload(s3, file, options);
        this.maxBytes = requireNonNull(maxBytes, "maxBytes is null");
    }

    @Override
    public void columns(List<ResultColumn> columns)
    {
        this.columns = List.copyOf(columns);
        this.channels = ResultLayout.channels(kind, columns.size());
        StringBuilder header = new StringBuilder();
        switch (layout) {
            case CSV -> {
                for (int i = 0; i < columns.size(); i++) {
                    appendSeparator(header, i, ',');
                    appendQuoted(header, columns.get(i).name());
                }
                header.append('\n');
            }
            case EXPLAIN -> columns.forEach(column -> header.append(column.name()));
            case TEXT, COUNT, EMPTY -> {}
        }
        send(header);
    }

    @Override
    public void page(Page page)
    {
        if (layout == ResultLayout.COUNT || layout == ResultLayout.EMPTY) {
            return;
        }
        StringBuilder rows = new StringBuilder();
        for (int position = 0; position < page.getPositionCount(); position++) {
            if (layout == ResultLayout.CSV) {
                appendCsv(rows, page, position);
            }
            else {
                appendText(rows, page, position);
            }
            hasRows = true;
            if (rows.length() > 64 * 1024) {
                send(rows);
                rows.setLength(0);
            }
        }
        send(rows);
    }

    @Override
    public void finish(Optional<String> updateType, OptionalLong updateCount)
    {
        // from here on the files may be there, even when the storage says that they are not
        published = true;
        storing(() -> {
            if (layout == ResultLayout.EXPLAIN) {
                write(new byte[] {'\n'});
            }
            if (layout != ResultLayout.COUNT) {
                upload.finish();
            }
            metadata(updateType, updateCount).ifPresent(metadata ->
                    s3.putObject(options.put(file.withSuffix(ResultStore.METADATA)),
                            RequestBody.fromBytes(metadata.write())));
        });
    }

    @Override
    public void abort()
    {
        cleaning(upload::abort);
        if (published) {
            cleaning(() -> s3.deleteObject(request -> request.bucket(file.bucket()).key(file.key())));
            cleaning(() -> s3.deleteObject(request ->
                    request.bucket(file.bucket()).key(file.key() + ResultStore.METADATA)));
        }
    }

    /**
     * One step, whose failure must not keep the next from being done.
     */
    private void cleaning(Runnable step)
    {
        try {
            step.run();
        }
        catch (SdkException e) {
            log.warn(e, "The storage kept something of the unfinished result %s", file);
        }
    }

    private Optional<ResultMetadata> metadata(Optional<String> updateType, OptionalLong updateCount)
    {
        return switch (layout) {
            case EMPTY -> Optional.empty();
            case COUNT -> Optional.of(new ResultMetadata(
                    executionId, updateType, updateCount, List.of(ColumnDescription.rowCount())));
            case CSV, TEXT, EXPLAIN -> columns.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ResultMetadata(
                    executionId, Optional.empty(), OptionalLong.empty(), ResultLayout.columns(kind, columns)));
        };
    }

    private void appendCsv(StringBuilder rows, Page page, int position)
    {
        for (int channel = 0; channel < channels.length; channel++) {
            appendSeparator(rows, channel, ',');
            String value = value(page, channel, position);
            if (value != null) {
                appendQuoted(rows, value);
            }
        }
        rows.append('\n');
    }

    private void appendText(StringBuilder rows, Page page, int position)
    {
        if (hasRows || layout == ResultLayout.EXPLAIN) {
            rows.append('\n');
        }
        for (int channel = 0; channel < channels.length; channel++) {
            appendSeparator(rows, channel, '\t');
            String value = value(page, channel, position);
            rows.append(value == null ? "" : value);
        }
    }

    private String value(Page page, int index, int position)
    {
        int channel = channels[index];
        return ValueText.of(columns.get(channel).type(), page.getBlock(channel), position);
    }

    private static void appendSeparator(StringBuilder text, int index, char separator)
    {
        if (index > 0) {
            text.append(separator);
        }
    }

    private static void appendQuoted(StringBuilder text, String value)
    {
        text.append('"').append(value.replace("\"", "\"\"")).append('"');
    }

    private void send(StringBuilder text)
    {
        storing(() -> write(text.toString().getBytes(UTF_8)));
    }

    private void write(byte[] text)
    {
        bytes += text.length;
        if (maxBytes.isPresent() && bytes > maxBytes.getAsLong()) {
            throw new GlauxException(
                    ErrorCode.RESOURCE_LIMIT,
                    ("The result is larger than the %s bytes that the workgroup allows. Ask for fewer rows, or write " +
                            "them with UNLOAD or CREATE TABLE AS").formatted(maxBytes.getAsLong()));
        }
        upload.write(text, 0, text.length);
    }

    private void storing(Runnable work)
    {
        try {
            work.run();
        }
        catch (SdkException e) {
            throw new GlauxException(
                    ErrorCode.STORAGE_ERROR,
                    "The result could not be written to %s: %s".formatted(file, e.getMessage()),
                    e);
        }
    }
}
