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
package io.glaux.engine.ddl.show;

import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

import java.util.Optional;
import java.util.Set;

/**
 * The comments that Hive shows: some SerDes tell it the columns of the table themselves, and have no comments of
 * theirs.
 */
final class ColumnComments
{
    /**
     * SerDes whose columns are those of the catalog.
     */
    private static final Set<String> OF_CATALOG = Set.of(
            "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
            "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
            "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
            "org.apache.hadoop.hive.serde2.columnar.ColumnarSerDe",
            "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe");

    private static final String REGEX = "org.apache.hadoop.hive.serde2.RegexSerDe";

    private ColumnComments() {}

    static Optional<String> shown(StorageDescriptor storage, Column column)
    {
        if (column.comment() != null) {
            return Optional.of(column.comment());
        }
        SerDeInfo serde = storage.serdeInfo();
        String className = serde == null ? null : serde.serializationLibrary();
        if (className == null || OF_CATALOG.contains(className)) {
            return Optional.empty();
        }
        return Optional.of(className.equals(REGEX) ? "" : "from deserializer");
    }
}
