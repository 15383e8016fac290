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
import io.trino.filesystem.Location;

import java.util.regex.Pattern;

import static io.glaux.metering.ReadKind.DATA;
import static io.glaux.metering.ReadKind.DELETES;
import static io.glaux.metering.ReadKind.METADATA;

/**
 * Tells what a file of a table is from its place, which is all that a file system sees.
 */
enum TableFormat
{
    HIVE {
        @Override
        ReadKind kindInScan(Location location, TableScope scope)
        {
            String path = location.toString();
            if (path.equals(scope.dataFile())) {
                return DATA;
            }
            if (path.endsWith(".avsc") || path.endsWith("/_orc_acid_version")) {
                return METADATA;
            }
            return path.contains("/delete_delta_") ? DELETES : DATA;
        }

        @Override
        ReadKind kindOutsideScan(Location location)
        {
            // a coordinator reads symlink manifests, Avro schemas and version files; a sorting writer its own runs of
            // rows
            return location.toString().contains("/.tmp-sort.") ? DATA : METADATA;
        }

        @Override
        String tableAt(Location location)
        {
            return directory(location);
        }
    },
    ICEBERG {
        @Override
        ReadKind kindInScan(Location location, TableScope scope)
        {
            // files that came by add_files keep their names, which may look like those of metadata
            if (location.toString().equals(scope.dataFile())) {
                return DATA;
            }
            return scope.deleteFiles().contains(location.toString()) ? DELETES : kindOutsideScan(location);
        }

        @Override
        ReadKind kindOutsideScan(Location location)
        {
            String path = location.toString();
            if (METADATA_FILE.matcher(path).find()) {
                return METADATA;
            }
            return path.endsWith(".puffin") ? DELETES : DATA;
        }

        @Override
        String tableAt(Location location)
        {
            String directory = directory(location);
            return directory.endsWith("/metadata") ? directory.substring(0, directory.length() - "/metadata".length())
                    : directory;
        }
    };

    /**
     * The names that Iceberg's libraries give: table metadata, manifest lists ({@code snap-...avro}), manifests
     * ({@code ...-m0.avro}), statistics ({@code .stats}, and {@code .puffin} in the metadata folder).
     */
    private static final Pattern METADATA_FILE = Pattern.compile(
            "(\\.metadata\\.json(\\.gz)?|\\.gz\\.metadata\\.json|/version-hint\\.text|/snap-[^/]*\\.avro" +
                    "|-m\\d+\\.avro|\\.stats" +
                    "|/metadata/[^/]*\\.(avro|puffin|parquet))$");

    /**
     * @param scope the split that is read
     */
    abstract ReadKind kindInScan(Location location, TableScope scope);

    abstract ReadKind kindOutsideScan(Location location);

    /**
     * The best name of a table whose file is read outside a scan: the location of its folder.
     */
    abstract String tableAt(Location location);

    private static String directory(Location location)
    {
        String path = location.toString();
        int end = path.lastIndexOf('/');
        return end < 0 ? path : path.substring(0, end);
    }
}
