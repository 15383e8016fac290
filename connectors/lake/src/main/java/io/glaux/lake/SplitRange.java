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

import io.trino.plugin.hive.HiveSplit;
import io.trino.plugin.iceberg.IcebergSplit;
import io.trino.plugin.iceberg.delete.DeleteFile;
import io.trino.spi.connector.ConnectorSplit;

import java.util.Optional;

import static io.trino.metastore.HivePartition.UNPARTITIONED_ID;
import static java.util.Arrays.stream;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * The part of a file that a split is.
 *
 * @param partition name of the partition; empty when the table has none
 * @param deletes bytes of the delete files that belong to the split
 */
record SplitRange(String file, String partition, long start, long end, long fileLength, long deletes)
{
    SplitRange
    {
        requireNonNull(file, "file is null");
        requireNonNull(partition, "partition is null");
    }

    /**
     * Empty for splits that read no data files, like those of a table's history.
     */
    static Optional<SplitRange> of(ConnectorSplit split)
    {
        return switch (split) {
            case HiveSplit hive -> Optional.of(new SplitRange(
                    hive.getPath(),
                    hive.getPartitionName().equals(UNPARTITIONED_ID) ? "" : hive.getPartitionName(),
                    hive.getStart(),
                    hive.getStart() + hive.getLength(),
                    hive.getEstimatedFileSize(),
                    0));
            case IcebergSplit iceberg -> Optional.of(new SplitRange(
                    iceberg.path(),
                    partition(iceberg.path()),
                    iceberg.start(),
                    iceberg.start() + iceberg.length(),
                    iceberg.fileSize(),
                    iceberg.deletes().stream().mapToLong(DeleteFile::fileSizeInBytes).sum()));
            default -> Optional.empty();
        };
    }

    /**
     * Iceberg names the folders of partitions as Hive does, but the engine does not keep the name.
     */
    private static String partition(String path)
    {
        return stream(path.split("/")).filter(folder -> folder.indexOf('=') > 0).collect(joining("/"));
    }
}
