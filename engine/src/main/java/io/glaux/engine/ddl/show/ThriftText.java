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
import software.amazon.awssdk.services.glue.model.Order;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Definitions as the classes of Hive's metastore print themselves: what DESCRIBE EXTENDED shows.
 */
final class ThriftText
{
    private ThriftText() {}

    static String of(Table table)
    {
        return ("Table(tableName:%s, dbName:%s, owner:%s, createTime:%s, lastAccessTime:%s, retention:%s, sd:%s, "
        + "partitionKeys:%s, parameters:%s, viewOriginalText:%s, viewExpandedText:%s, tableType:%s)").formatted(
                table.name(),
                table.databaseName(),
                table.owner(),
                seconds(table.createTime()),
                seconds(table.lastAccessTime()),
                table.retention() == null ? 0 : table.retention(),
                storage(table.storageDescriptor()),
                columns(table.partitionKeys()),
                map(table.parameters()),
                table.viewOriginalText(),
                table.viewExpandedText(),
                table.tableType());
    }

    static String of(Partition partition)
    {
        return ("Partition(values:%s, dbName:%s, tableName:%s, createTime:%s, lastAccessTime:%s, sd:%s, "
        + "parameters:%s)").formatted(
                list(partition.values()),
                partition.databaseName(),
                partition.tableName(),
                seconds(partition.creationTime()),
                seconds(partition.lastAccessTime()),
                storage(partition.storageDescriptor()),
                map(partition.parameters()));
    }

    private static String storage(StorageDescriptor storage)
    {
        SerDeInfo serde = storage.serdeInfo() == null ? SerDeInfo.builder().build() : storage.serdeInfo();
        return ("StorageDescriptor(cols:%s, location:%s, inputFormat:%s, outputFormat:%s, compressed:%s, "
        + "numBuckets:%s, "
        + "serdeInfo:SerDeInfo(name:%s, serializationLib:%s, parameters:%s), bucketCols:%s, sortCols:%s, "
        + "parameters:%s, skewedInfo:SkewedInfo(skewedColNames:[], skewedColValues:[], "
        + "skewedColValueLocationMaps:{}), storedAsSubDirectories:%s)").formatted(
                columns(storage.columns()),
                storage.location(),
                storage.inputFormat(),
                storage.outputFormat(),
                Boolean.TRUE.equals(storage.compressed()),
                storage.numberOfBuckets(),
                serde.name(),
                serde.serializationLibrary(),
                map(serde.parameters()),
                list(storage.bucketColumns()),
                list(storage.sortColumns().stream().map(ThriftText::order).toList()),
                map(storage.parameters()),
                Boolean.TRUE.equals(storage.storedAsSubDirectories()));
    }

    static String order(Order order)
    {
        return "Order(col:%s, order:%s)".formatted(order.column(), order.sortOrder());
    }

    private static String columns(List<Column> columns)
    {
        return list(columns.stream()
                .map(column -> "FieldSchema(name:%s, type:%s, comment:%s)".formatted(
                        column.name(),
                        column.type(),
                        column.comment()))
                .toList());
    }

    static String list(List<String> entries)
    {
        return "[" + String.join(", ", entries) + "]";
    }

    private static String map(Map<String, String> entries)
    {
        return "{" + String.join(", ", entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + TextLayout.escaped(entry.getValue()))
                .toList()) + "}";
    }

    private static long seconds(Instant time)
    {
        return time == null ? 0 : time.getEpochSecond();
    }
}
