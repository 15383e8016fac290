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
package io.glaux.testing.shared;

import io.glaux.testing.process.Folders;
import io.glaux.testing.python.PythonEnvironment;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.model.Column;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static io.glaux.testing.shared.SharedGlaux.BUCKET;

/**
 * The database {@code formats}: the same rows in each kind of file, written by other software than Glaux and Trino,
 * with tables made through the Glue API as other software makes them.
 */
public final class SampleTables
{
    public static final String DATABASE = "formats";
    public static final int ROWS = 40_000;

    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("id", "bigint");
        COLUMNS.put("small", "int");
        COLUMNS.put("ratio", "double");
        COLUMNS.put("name", "string");
        COLUMNS.put("flag", "boolean");
        COLUMNS.put("day", "date");
        COLUMNS.put("moment", "timestamp");
        COLUMNS.put("amount", "decimal(12,2)");
    }

    private SampleTables() {}

    /**
     * Makes all tables of {@link SampleTable#names()}, once.
     */
    public static void make(SharedGlaux glaux)
    {
        glaux.once("formats", Boolean.class, () -> {
            makeAll(glaux);
            return true;
        });
    }

    /**
     * Where the files of a table are, as a path of the storage server.
     */
    public static String path(String table)
    {
        return "/%s/testing/%s/%s/".formatted(BUCKET, DATABASE, table);
    }

    private static void makeAll(SharedGlaux glaux)
    {
        Path folder = Folders.temporary("formats");
        try {
            PythonEnvironment.of("formats").run("make_formats.py", Map.of(), folder.toString(), Integer.toString(ROWS))
                    .requireSuccess();
            glaux.clients().glue().createDatabase(request -> request.databaseInput(database -> database
                    .name(DATABASE)
                    .locationUri("s3://%s/testing/%s/".formatted(BUCKET, DATABASE))));
            for (String name : SampleTable.names()) {
                upload(glaux, folder.resolve(name), name);
                create(glaux, SampleTable.of(name));
            }
        }
        finally {
            Folders.delete(folder);
        }
    }

    private static void upload(SharedGlaux glaux, Path folder, String table)
    {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String key = "testing/%s/%s/%s".formatted(DATABASE, table, file.getFileName());
                glaux.clients().s3().putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromFile(file));
            }
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(SharedGlaux glaux, SampleTable table)
    {
        glaux.clients().glue().createTable(request -> request.databaseName(DATABASE).tableInput(input -> input
                .name(table.name())
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("EXTERNAL", "TRUE"))
                .storageDescriptor(storage -> storage
                        .columns(columns(table))
                        .location("s3://%s/testing/%s/%s/".formatted(BUCKET, DATABASE, table.name()))
                        .inputFormat(table.inputFormat())
                        .outputFormat(table.outputFormat())
                        .serdeInfo(serde -> serde.serializationLibrary(table.serde())
                                .parameters(table.parameters())))));
    }

    private static List<Column> columns(SampleTable table)
    {
        List<Column> columns = new ArrayList<>();
        COLUMNS.forEach((name, type) ->
                columns.add(Column.builder().name(name).type(table.stringsOnly() ? "string" : type).build()));
        return columns;
    }
}
