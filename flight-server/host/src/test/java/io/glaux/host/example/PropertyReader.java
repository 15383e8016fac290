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
package io.glaux.host.example;

import io.glaux.metering.Units;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.RowReader;
import io.glaux.source.RowWriter;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import org.apache.arrow.vector.types.pojo.Field;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads lines {@code key=value}, a thousand at a time.
 */
final class PropertyReader
        implements RowReader
{
    private static final int PAGE = 1_000;

    private final BufferedReader file;
    private final ReadContext context;
    private final List<Field> columns;
    private long line;

    private PropertyReader(BufferedReader file, ReadContext context)
    {
        this.file = file;
        this.context = context;
        this.columns = context.schema().getFields();
    }

    static PropertyReader open(Path path, ReadContext context, Optional<OpaqueBytes> cursor)
    {
        long start = cursor.map(position -> Long.parseLong(position.text())).orElse(0L);
        try {
            PropertyReader reader = new PropertyReader(Files.newBufferedReader(path), context);
            reader.skip(start);
            return reader;
        }
        catch (IOException e) {
            throw failed(e);
        }
    }

    private void skip(long lines)
    {
        while (line < lines) {
            next();
        }
    }

    @Override
    public boolean readPage(RowWriter rows)
            throws InterruptedException
    {
        long bytes = 0;
        for (int i = 0; i < PAGE; i++) {
            String text = next();
            if (text == null) {
                context.consumed(bytes, i, Units.NONE);
                return false;
            }
            bytes += text.length() + 1;
            int equals = text.indexOf('=');
            write(rows, equals < 0 ? text : text.substring(0, equals), equals < 0 ? null : text.substring(equals + 1));
        }
        context.consumed(bytes, PAGE, Units.NONE);
        return true;
    }

    private void write(RowWriter rows, String key, String value)
            throws InterruptedException
    {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).getName().equals("key")) {
                rows.column(i).writeText(key);
            }
            else if (value != null) {
                // what is not written is null
                rows.column(i).writeText(value);
            }
        }
        // blocks while the engine has enough
        long position = line;
        rows.endRow(() -> Optional.of(OpaqueBytes.of(Long.toString(position))));
    }

    private String next()
    {
        try {
            String text = file.readLine();
            line++;
            return text;
        }
        catch (IOException e) {
            throw failed(e);
        }
    }

    private static SourceException failed(IOException cause)
    {
        return SourceException.of(SourceErrorCode.SOURCE_FAILED, "A file of the folder cannot be read", cause);
    }

    @Override
    public void close()
    {
        try {
            file.close();
        }
        catch (IOException e) {
            throw failed(e);
        }
    }
}
