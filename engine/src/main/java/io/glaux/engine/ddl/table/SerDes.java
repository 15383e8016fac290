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
package io.glaux.engine.ddl.table;

import com.google.common.collect.ImmutableMap;
import io.glaux.engine.ddl.lake.DdlFailures;
import io.glaux.engine.ddl.statement.CreateTable;
import io.glaux.engine.ddl.statement.CreateTable.Delimited;
import io.glaux.engine.ddl.statement.CreateTable.SerDe;
import io.glaux.engine.query.work.StepFailedException;
import software.amazon.awssdk.services.glue.model.SerDeInfo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ROW FORMAT: which SerDes can be read here, what to use instead of the others, and the parameters that Athena writes.
 */
final class SerDes
{
    static final String OPEN_CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde";

    private static final String FORMAT = "serialization.format";

    private static final Set<String> READABLE = Set.of(
            FileFormats.LAZY_SIMPLE,
            OPEN_CSV,
            "org.apache.hadoop.hive.serde2.RegexSerDe",
            "org.apache.hive.hcatalog.data.JsonSerDe",
            "org.apache.hadoop.hive.serde2.JsonSerDe",
            "org.openx.data.jsonserde.JsonSerDe",
            "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
            "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
            "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
            "org.apache.hadoop.hive.serde2.columnar.ColumnarSerDe",
            "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe",
            "com.esri.hadoop.hive.serde.EsriJsonSerDe",
            "com.esri.hadoop.hive.serde.GeoJsonSerDe");

    /**
     * Those with another name under which the same files can be read.
     */
    private static final Map<String, String> INSTEAD = ImmutableMap.<String, String>builder()
            .put("com.amazonaws.glue.serde.GrokSerDe", "'org.apache.hadoop.hive.serde2.RegexSerDe' with 'input.regex'")
            .put("org.apache.hadoop.hive.contrib.serde2.RegexSerDe", "'org.apache.hadoop.hive.serde2.RegexSerDe'")
            .put("com.bizo.hive.serde.csv.CSVSerde", "'" + OPEN_CSV + "'")
            .put("com.esri.hadoop.hive.serde.JsonSerde", "'com.esri.hadoop.hive.serde.EsriJsonSerDe'")
            .put("com.amazon.emr.hive.serde.s3.S3LogDeserializer",
                    "'org.apache.hadoop.hive.serde2.RegexSerDe' with the 'input.regex' of S3 server access logs")
            .buildOrThrow();

    private SerDes() {}

    static SerDeInfo of(CreateTable statement, FileFormats.Classes format)
    {
        String className = format.serde();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(FORMAT, "1");
        switch (statement.rowFormat().orElse(null)) {
            case SerDe serde -> className = serde.className();
            case Delimited delimited -> addDelimiters(delimited, parameters);
            case null -> {}
        }
        requireReadable(className);
        parameters.putAll(statement.serdeProperties());
        return SerDeInfo.builder().serializationLibrary(className).parameters(parameters).build();
    }

    static StepFailedException ionNotReadable(String what)
    {
        return notReadable(
                what,
                "files in Amazon Ion. Convert them to JSON and use 'org.openx.data.jsonserde.JsonSerDe'");
    }

    static StepFailedException cloudTrailNotReadable(String what)
    {
        return notReadable(
                what,
                "CloudTrail's files as rows. Use 'org.apache.hive.hcatalog.data.JsonSerDe' with a column records of "
                        + "type "
                        + "array<struct<..>> and UNNEST it");
    }

    private static void addDelimiters(Delimited delimited, Map<String, String> parameters)
    {
        delimited.fieldsTerminatedBy().ifPresent(delimiter -> {
            parameters.put("field.delim", delimiter);
            parameters.put(FORMAT, delimiter);
        });
        put(parameters, "escape.delim", delimited.escapedBy());
        // spelled as Hive spells it
        put(parameters, "colelction.delim", delimited.collectionItemsTerminatedBy());
        put(parameters, "mapkey.delim", delimited.mapKeysTerminatedBy());
        put(parameters, "line.delim", delimited.linesTerminatedBy());
        put(parameters, "serialization.null.format", delimited.nullDefinedAs());
    }

    private static void put(Map<String, String> parameters, String key, Optional<String> value)
    {
        value.ifPresent(text -> parameters.put(key, text));
    }

    private static void requireReadable(String className)
    {
        if (READABLE.contains(className)) {
            return;
        }
        String what = "ROW FORMAT SERDE '%s'".formatted(className);
        if (className.equals("com.amazon.ionhiveserde.IonHiveSerDe")) {
            throw ionNotReadable(what);
        }
        if (className.endsWith(".CloudTrailSerde")) {
            throw cloudTrailNotReadable(what);
        }
        String instead = INSTEAD.get(className);
        if (instead != null) {
            throw DdlFailures.notSupported("%s is not supported here: use %s".formatted(what, instead));
        }
        throw DdlFailures.task("Cannot validate serde: " + className);
    }

    private static StepFailedException notReadable(String what, String sentence)
    {
        return DdlFailures.notSupported("%s is not supported here: nothing reads %s".formatted(what, sentence));
    }
}
