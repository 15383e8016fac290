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
package io.glaux.lake;

import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;
import io.trino.filesystem.Location;

import java.util.List;
import java.util.Optional;

import static io.glaux.metering.ReadKind.DATA;
import static io.glaux.metering.ReadKind.DELETES;
import static io.glaux.metering.ReadKind.METADATA;

/**
 * What a file is and whose: told by the page source that opens it, else by its path.
 */
final class TableFiles
{
    /**
     * Iceberg's metadata folder below a table, as the Iceberg library lays it out.
     */
    private static final String METADATA_FOLDER = "/metadata/";
    private static final List<String> METADATA_SUFFIXES =
            List.of(".metadata.json", ".metadata.json.gz", ".gz.metadata.json", ".stats", ".avro", ".puffin", "version-hint.text");
    private static final String SYMLINK_MANIFEST_FOLDER = "_symlink_format_manifest/";

    private TableFiles() {}

    /**
     * The key under which reads of a file are counted, if it is opened on this thread now.
     */
    static ScanKey keyOf(String catalog, Location location)
    {
        Optional<ScanScope> scope = ScanScope.current();
        return new ScanKey(
                catalog,
                scope.map(ScanScope::table).orElseGet(() -> tableFolder(location)),
                kind(location, scope));
    }

    private static ReadKind kind(Location location, Optional<ScanScope> scope)
    {
        if (scope.isPresent() && scope.get().deleteFiles().contains(location.toString())) {
            return DELETES;
        }
        String path = location.path();
        boolean metadata = path.contains(SYMLINK_MANIFEST_FOLDER)
                || (path.contains(METADATA_FOLDER) && METADATA_SUFFIXES.stream().anyMatch(path::endsWith));
        return metadata ? METADATA : DATA;
    }

    /**
     * The folder of the table as far as the path gives it: without Iceberg's metadata folder and Hive's partition folders.
     */
    private static String tableFolder(Location location)
    {
        String path = location.path();
        int metadata = path.indexOf(METADATA_FOLDER);
        if (metadata >= 0) {
            return path.substring(0, metadata);
        }
        int end = path.lastIndexOf('/');
        int partition = path.indexOf('=');
        if (partition >= 0 && partition < end) {
            end = path.lastIndexOf('/', partition);
        }
        return end < 0 ? "" : path.substring(0, end);
    }
}
