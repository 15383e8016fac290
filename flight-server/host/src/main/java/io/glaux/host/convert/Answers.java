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
package io.glaux.host.convert;

import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ErrorDetails;
import io.glaux.protocol.UnitAmounts;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.ColumnStatistics;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.Key;
import io.glaux.protocol.v1.StatisticsResponse;
import io.glaux.protocol.v1.TableName;
import io.glaux.source.Feature;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import io.glaux.source.TableDescription;
import io.glaux.source.TableStatistics;
import io.glaux.source.Taken;
import io.glaux.source.batch.Consumption;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;

/**
 * Answers of sources as messages of the protocol.
 */
public final class Answers
{
    private Answers() {}

    public static TableName tableName(SourceTableName name)
    {
        return TableName.newBuilder().setSchema(name.schema()).setTable(name.table()).build();
    }

    public static io.glaux.protocol.v1.TableDescription description(TableDescription table)
    {
        io.glaux.protocol.v1.TableDescription.Builder builder = io.glaux.protocol.v1.TableDescription.newBuilder()
                .setName(tableName(table.name()));
        if (table.failure().isPresent()) {
            return builder.setError(error(table.failure().get())).build();
        }
        List<Key> keys = table.keys().stream().map(key -> Key.newBuilder().addAllColumns(key).build()).toList();
        return builder
                .setSchema(ArrowSchemas.write(table.schema()))
                .setComment(table.comment().orElse(""))
                .addAllKeys(keys)
                .addAllRowId(table.rowId())
                .addAllNotes(table.notes())
                .build();
    }

    public static ErrorDetail error(SourceException failure)
    {
        ErrorCode code = ErrorCode.of(failure.code().name()).orElse(ErrorCode.HOST_FAILED);
        return failure.isRetryable()
                ? ErrorDetails.retryable(code, failure.getMessage(), failure.retryAfter().orElse(Duration.ZERO))
                : ErrorDetails.of(code, failure.getMessage());
    }

    public static StatisticsResponse statistics(TableStatistics statistics)
    {
        StatisticsResponse.Builder builder = StatisticsResponse.newBuilder();
        ifKnown(statistics.rows(), builder::setRows);
        statistics.columns().forEach((name, column) -> builder.putColumns(name, statistics(column)));
        return builder.build();
    }

    private static ColumnStatistics statistics(TableStatistics.Column column)
    {
        ColumnStatistics.Builder builder = ColumnStatistics.newBuilder();
        ifKnown(column.nullsFraction(), builder::setNullsFraction);
        ifKnown(column.distinctValues(), builder::setDistinctValues);
        ifKnown(column.dataSize(), builder::setDataSize);
        ifKnown(column.low(), builder::setLow);
        ifKnown(column.high(), builder::setHigh);
        return builder.build();
    }

    public static io.glaux.protocol.v1.Taken taken(Taken taken)
    {
        return switch (taken) {
            case NO -> io.glaux.protocol.v1.Taken.TAKEN_NO;
            case IN_PART -> io.glaux.protocol.v1.Taken.TAKEN_IN_PART;
            case WHOLE -> io.glaux.protocol.v1.Taken.TAKEN_WHOLE;
        };
    }

    public static io.glaux.protocol.v1.Feature feature(Feature feature)
    {
        return io.glaux.protocol.v1.Feature.valueOf("FEATURE_" + feature.name());
    }

    public static BatchMetadata.Builder metadata(Consumption consumption)
    {
        return BatchMetadata.newBuilder()
                .setSourceBytes(consumption.sourceBytes())
                .setSourceRows(consumption.sourceRows())
                .addAllUnits(UnitAmounts.write(consumption.units().millionths()))
                .setThrottledMillis(consumption.throttled().toMillis());
    }

    /**
     * Hands an estimate on, unless it is unknown or no number.
     */
    public static void ifKnown(OptionalDouble estimate, DoubleConsumer consumer)
    {
        if (estimate.isPresent() && Double.isFinite(estimate.getAsDouble())) {
            consumer.accept(estimate.getAsDouble());
        }
    }
}
