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
import io.glaux.source.Call;
import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
import io.glaux.source.Feature;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.RowReader;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.Source;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableDescription;
import io.glaux.source.TableSelection;
import io.glaux.source.Taken;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder as a catalog: each of its property files is a table of keys and values.
 */
final class PropertyFiles
        implements Source
{
    private static final String SCHEMA = "default";
    private static final String SUFFIX = ".properties";
    private static final List<Field> COLUMNS = List.of(ColumnTypes.text("key"), ColumnTypes.text("value"));

    private final Path folder;

    PropertyFiles(Path folder)
    {
        this.folder = folder;
    }

    @Override
    public Set<Feature> features()
    {
        // only whole tables: filters, limits and the rest are the engine's work then
        return Set.of();
    }

    @Override
    public List<String> schemas(Call call)
    {
        return List.of(SCHEMA);
    }

    @Override
    public void tables(Call call, Optional<String> schema, Consumer<SourceTableName> tables)
    {
        if (!schema.orElse(SCHEMA).equals(SCHEMA)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .forEach(name -> tables.accept(new SourceTableName(SCHEMA, name)));
        }
        catch (IOException e) {
            throw SourceException.of(SourceErrorCode.SOURCE_FAILED, "The folder cannot be listed", e);
        }
    }

    @Override
    public void describe(Call call, TableSelection selection, Consumer<TableDescription> tables)
    {
        if (!selection.tables().isEmpty()) {
            selection.tables().stream()
                    .filter(this::isThere)
                    .forEach(name -> tables.accept(TableDescription.of(name, new Schema(COLUMNS))));
            return;
        }
        tables(call, selection.schema(), name -> tables.accept(TableDescription.of(name, new Schema(COLUMNS))));
    }

    @Override
    public ScanPlan plan(Call call, ScanRequest scan)
    {
        if (!(scan.from() instanceof ScanTarget.Table(SourceTableName name)) || !isThere(name)) {
            throw SourceException.of(SourceErrorCode.TABLE_NOT_FOUND, "There is no such table");
        }
        List<Field> columns = scan.columns().stream().map(PropertyFiles::column).toList();
        return new ScanPlan(
                OpaqueBytes.of(name.table()),
                new Schema(columns),
                Map.of(),
                Taken.NO,
                Taken.NO,
                Taken.NO,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Units.NONE,
                "all of the file");
    }

    @Override
    public void splits(Call call, OpaqueBytes scan, SplitRequest request, Consumer<SourceSplit> splits)
    {
        // one split for a file: its bytes are those of the scan, the name of the table
        splits.accept(new SourceSplit(scan, 100, OptionalDouble.empty(), OptionalDouble.empty()));
    }

    @Override
    public RowReader read(ReadContext context, OpaqueBytes split, Optional<OpaqueBytes> cursor)
    {
        return PropertyReader.open(folder.resolve(split.text() + SUFFIX), context, cursor);
    }

    @Override
    public void close() {}

    private boolean isThere(SourceTableName name)
    {
        // a name comes from a query: it must not lead out of the folder
        Path file = folder.resolve(name.table() + SUFFIX).normalize();
        return name.schema().equals(SCHEMA) && folder.equals(file.getParent()) && Files.isRegularFile(file);
    }

    private static Field column(ColumnPath path)
    {
        return COLUMNS.stream()
                .filter(column -> column.getName().equals(path.column()))
                .findFirst()
                .orElseThrow(() -> SourceException.of(
                        SourceErrorCode.COLUMN_NOT_FOUND,
                        "There is no column %s".formatted(path)));
    }
}
