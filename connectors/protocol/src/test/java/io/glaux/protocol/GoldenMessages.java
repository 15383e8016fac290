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
package io.glaux.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.glaux.protocol.v1.AggregateCall;
import io.glaux.protocol.v1.AggregateFunction;
import io.glaux.protocol.v1.Aggregation;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.BeginWriteRequest;
import io.glaux.protocol.v1.BeginWriteResponse;
import io.glaux.protocol.v1.CallContext;
import io.glaux.protocol.v1.CatalogInfo;
import io.glaux.protocol.v1.ColumnStatistics;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.DrainRequest;
import io.glaux.protocol.v1.DrainResponse;
import io.glaux.protocol.v1.EndWriteRequest;
import io.glaux.protocol.v1.EndWriteResponse;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.HealthRequest;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.HelloRequest;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.Key;
import io.glaux.protocol.v1.Limits;
import io.glaux.protocol.v1.LookupMetadata;
import io.glaux.protocol.v1.LookupRequest;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.Projections;
import io.glaux.protocol.v1.RateRequest;
import io.glaux.protocol.v1.RateResponse;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.SchemasRequest;
import io.glaux.protocol.v1.SchemasResponse;
import io.glaux.protocol.v1.SortItem;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.SplitsResponse;
import io.glaux.protocol.v1.StatisticsRequest;
import io.glaux.protocol.v1.StatisticsResponse;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.TablesRequest;
import io.glaux.protocol.v1.TablesResponse;
import io.glaux.protocol.v1.Taken;
import io.glaux.protocol.v1.TopN;
import io.glaux.protocol.v1.UnitAmount;
import io.glaux.protocol.v1.Version;
import io.glaux.protocol.v1.WriteKind;
import io.glaux.protocol.v1.WriteProgress;
import io.glaux.protocol.v1.WriteRequest;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A message of each kind that stands by itself on the wire, with all that it can have.
 */
final class GoldenMessages
{
    private static final CallContext CONTEXT = CallContext.newBuilder()
            .setCatalog("dynamodb")
            .setQueryId("20261101_080000_00001_abcde")
            .setUser("ada")
            .setTimeZone("Europe/Berlin")
            .setWorkgroup("primary")
            .build();
    private static final TableName TABLE = TableName.newBuilder().setSchema("default").setTable("Planes").build();
    private static final UnitAmount UNITS = units("dynamodb-read-unit", 128_500_000);
    private static final Projection TAILNUM = projection("tailnum");
    private static final BatchMetadata METADATA = BatchMetadata.newBuilder()
            .setResumeCursor(ByteString.copyFromUtf8("cursor"))
            .setSourceBytes(1 << 20)
            .setSourceRows(520)
            .addUnits(UNITS)
            .setThrottledMillis(250)
            .setLast(true)
            .build();

    private GoldenMessages() {}

    static List<Message> all(BufferAllocator allocator)
    {
        Conjunct conjunct = Conjunct.newBuilder().setId(1).setExpression(GoldenExpression.make(allocator)).build();
        return List.of(
                HelloRequest.newBuilder().setVersion(version()).setEngine("glaux 0.1.0").build(),
                hello(),
                SchemasRequest.newBuilder().setContext(CONTEXT).build(),
                SchemasResponse.newBuilder().addSchemas("default").addSchemas("Other").build(),
                TablesRequest.newBuilder().setContext(CONTEXT).setSchema("default").build(),
                TablesResponse.newBuilder().addTables(TABLE).build(),
                DescribeRequest.newBuilder().setContext(CONTEXT).addTables(TABLE).setSchema("default").build(),
                DescribeResponse.newBuilder().addTables(description()).build(),
                StatisticsRequest.newBuilder().setContext(CONTEXT).setScan(opaque("scan")).build(),
                statistics(),
                PlanRequest.newBuilder().setContext(CONTEXT).setScan(scan(conjunct)).build(),
                plan(),
                SplitsRequest.newBuilder()
                        .setContext(CONTEXT)
                        .setScan(opaque("scan"))
                        .addDynamicFilter(conjunct)
                        .setColumns(Projections.newBuilder().addColumns(TAILNUM))
                        .build(),
                SplitsResponse.newBuilder().addSplits(split()).build(),
                ReadTicket.newBuilder()
                        .setContext(CONTEXT)
                        .setSplit(opaque("ticket"))
                        .setResumeCursor(opaque("cursor"))
                        .setByteBudget(10L << 30)
                        .build(),
                METADATA,
                LookupRequest.newBuilder()
                        .setContext(CONTEXT)
                        .setScan(opaque("scan"))
                        .addKeyColumns("tailnum")
                        .addColumns(TAILNUM)
                        .setByteBudget(10L << 30)
                        .build(),
                LookupMetadata.newBuilder().setBatch(METADATA).setKeysDone(true).build(),
                BeginWriteRequest.newBuilder()
                        .setContext(CONTEXT)
                        .setTable(TABLE)
                        .addColumns("tailnum")
                        .addKinds(WriteKind.WRITE_KIND_INSERT)
                        .addKinds(WriteKind.WRITE_KIND_DELETE)
                        .addKinds(WriteKind.WRITE_KIND_UPDATE)
                        .build(),
                BeginWriteResponse.newBuilder().setWrite(opaque("write")).setOnFailure("Rows stay").build(),
                WriteRequest.newBuilder()
                        .setContext(CONTEXT)
                        .setWrite(opaque("write"))
                        .setKind(WriteKind.WRITE_KIND_UPDATE)
                        .build(),
                WriteProgress.newBuilder().setRows(25).addUnits(units("dynamodb-write-unit", 25_000_000)).build(),
                EndWriteRequest.newBuilder().setContext(CONTEXT).setWrite(opaque("write")).setCommit(true).build(),
                EndWriteResponse.newBuilder().addUnits(UNITS).setLeftBehind("Nothing").build(),
                HealthRequest.getDefaultInstance(),
                HealthResponse.newBuilder()
                        .setReady(true)
                        .setDraining(true)
                        .setOpenStreams(2)
                        .setAllocatedBytes(27 << 20)
                        .setBatchesMade(11)
                        .build(),
                DrainRequest.getDefaultInstance(),
                DrainResponse.getDefaultInstance(),
                RateRequest.newBuilder().setContext(CONTEXT).setPerSecond(UNITS).setValidMillis(5000).build(),
                RateResponse.newBuilder().setUsed(UNITS).build(),
                error());
    }

    private static HelloResponse hello()
    {
        CatalogInfo.Builder catalog = CatalogInfo.newBuilder()
                .setName("dynamodb")
                .setSource("dynamodb")
                .addUnits("dynamodb-read-unit");
        for (Feature feature : Feature.values()) {
            if (feature != Feature.UNRECOGNIZED && feature != Feature.FEATURE_UNSPECIFIED) {
                catalog.addFeatures(feature);
            }
        }
        return HelloResponse.newBuilder()
                .setVersion(version())
                .setHostId("host-1")
                .setSoftware("glaux-host 0.1.0")
                .addCatalogs(catalog)
                .setLimits(Limits.newBuilder().setMaxBatchBytes(8 << 20).setMaxStreams(64).setMaxLookupKeys(10_000))
                .build();
    }

    private static TableDescription description()
    {
        return TableDescription.newBuilder()
                .setName(TABLE)
                .setSchema(schema())
                .setComment("Planes of the flights")
                .addKeys(Key.newBuilder().addColumns("tailnum"))
                .addRowId("tailnum")
                .addNotes("The column seats is a varchar: its items are numbers and texts")
                .setError(error())
                .build();
    }

    private static ErrorDetail error()
    {
        return ErrorDetails.retryable(ErrorCode.THROTTLED, "The table Planes is throttled", Duration.ofMillis(250));
    }

    private static StatisticsResponse statistics()
    {
        ColumnStatistics.Builder column = ColumnStatistics.newBuilder()
                .setNullsFraction(0.25)
                .setDistinctValues(3322)
                .setDataSize(20_000)
                .setLow(-1.5)
                .setHigh(1e300);
        return StatisticsResponse.newBuilder()
                .setRows(3322)
                .putColumns("tailnum", column.build())
                .putColumns("seats", column.setDistinctValues(48).build())
                .build();
    }

    private static ScanSpec scan(Conjunct conjunct)
    {
        return ScanSpec.newBuilder()
                .setTable(TABLE)
                .addColumns(TAILNUM)
                .addColumns(projection("engine", "type"))
                .addConjuncts(conjunct)
                .setAggregation(Aggregation.newBuilder()
                        .addGroupBy(TAILNUM)
                        .addAggregates(AggregateCall.newBuilder()
                                .setName("count")
                                .setFunction(AggregateFunction.AGGREGATE_FUNCTION_COUNT)
                                .setArgument(projection("seats"))
                                .setDistinct(true)
                                .setType(bigint("count"))))
                .setTopN(TopN.newBuilder()
                        .addOrder(SortItem.newBuilder().setColumn(TAILNUM).setAscending(true).setNullsFirst(true))
                        .setCount(10))
                .setLimit(100)
                .build();
    }

    private static PlanResponse plan()
    {
        return PlanResponse.newBuilder()
                .setScan(opaque("scan"))
                .setSchema(schema())
                .putConjuncts(1, Taken.TAKEN_WHOLE)
                .putConjuncts(2, Taken.TAKEN_IN_PART)
                .putConjuncts(3, Taken.TAKEN_NO)
                .setLimit(Taken.TAKEN_IN_PART)
                .setTopN(Taken.TAKEN_WHOLE)
                .setAggregation(Taken.TAKEN_WHOLE)
                .setEstimatedRows(3322)
                .setEstimatedBytes(1 << 20)
                .addEstimatedUnits(UNITS)
                .setAccessPath("BatchGetItem of Planes by tailnum")
                .build();
    }

    private static Split split()
    {
        return Split.newBuilder()
                .setTicket(opaque("ticket"))
                .setWeight(100)
                .setEstimatedRows(520)
                .setEstimatedBytes(1 << 20)
                .addLocations("grpc+tls://host-1:9443")
                .build();
    }

    private static ByteString schema()
    {
        Field seats = new Field(
                "Seats",
                new FieldType(true, ArrowType.Utf8.INSTANCE, null, Map.of("trino.type", "varchar(3)")),
                List.of());
        return ArrowSchemas.write(new Schema(List.of(Field.nullable("tailnum", ArrowType.Utf8.INSTANCE), seats)));
    }

    private static ByteString bigint(String name)
    {
        return ArrowSchemas.writeField(Field.nullable(name, new ArrowType.Int(64, true)));
    }

    private static Version version()
    {
        return Version.newBuilder().setMajor(1).setMinor(1).build();
    }

    private static ByteString opaque(String text)
    {
        return ByteString.copyFromUtf8(text);
    }

    private static UnitAmount units(String name, long millionths)
    {
        return UnitAmount.newBuilder().setUnit(name).setMillionths(millionths).build();
    }

    private static Projection projection(String... path)
    {
        return Projection.newBuilder().addAllPath(List.of(path)).build();
    }
}
