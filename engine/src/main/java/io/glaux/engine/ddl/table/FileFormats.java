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
import io.glaux.engine.ddl.statement.CreateTable.FormatClasses;
import io.glaux.engine.ddl.statement.CreateTable.NamedFormat;
import io.glaux.engine.ddl.statement.CreateTable.StorageFormat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * STORED AS: the classes that its names stand for, and those that can be read here.
 */
final class FileFormats
{
    static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";

    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

    private static final Map<String, Classes> BY_NAME = ImmutableMap.<String, Classes>builder()
            .put("TEXTFILE", new Classes(TEXT_INPUT, TEXT_OUTPUT, LAZY_SIMPLE))
            .put("SEQUENCEFILE", new Classes(
                    "org.apache.hadoop.mapred.SequenceFileInputFormat",
                    "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat",
                    LAZY_SIMPLE))
            .put("RCFILE", new Classes(
                    "org.apache.hadoop.hive.ql.io.RCFileInputFormat",
                    "org.apache.hadoop.hive.ql.io.RCFileOutputFormat",
                    "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe"))
            .put("ORC", new Classes(
                    "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
                    "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
                    "org.apache.hadoop.hive.ql.io.orc.OrcSerde"))
            .put("PARQUET", new Classes(
                    "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                    "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                    "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"))
            .put("AVRO", new Classes(
                    "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
                    "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
                    "org.apache.hadoop.hive.serde2.avro.AvroSerDe"))
            .buildOrThrow();

    /**
     * Readers beside those that STORED AS has a name for.
     */
    private static final Set<String> OTHER_INPUTS = Set.of(
            "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat",
            "com.esri.json.hadoop.EnclosedEsriJsonInputFormat",
            "com.esri.json.hadoop.EnclosedGeoJsonInputFormat");

    private static final String CLOUDTRAIL_INPUT = "com.amazon.emr.cloudtrail.CloudTrailInputFormat";

    private FileFormats() {}

    static Classes of(Optional<StorageFormat> format)
    {
        return switch (format.orElse(new NamedFormat("TEXTFILE"))) {
            case NamedFormat named -> named(named.name());
            case FormatClasses classes -> {
                requireReadable(classes.inputFormat());
                yield new Classes(classes.inputFormat(), classes.outputFormat(), LAZY_SIMPLE);
            }
        };
    }

    private static Classes named(String name)
    {
        if (name.equals("ION")) {
            throw SerDes.ionNotReadable("STORED AS ION");
        }
        Classes classes = BY_NAME.get(name);
        if (classes == null) {
            throw DdlFailures.semantic(
                    ("Unrecognized file format in STORED AS clause: '%s': write one of %s, "
                            + "or INPUTFORMAT and OUTPUTFORMAT")
                            .formatted(name, String.join(", ", BY_NAME.keySet())));
        }
        return classes;
    }

    private static void requireReadable(String input)
    {
        if (input.equals(CLOUDTRAIL_INPUT)) {
            throw SerDes.cloudTrailNotReadable("INPUTFORMAT '%s'".formatted(input));
        }
        if (input.contains("hudi") || input.contains("hoodie")) {
            throw DdlFailures.notSupported(
                    ("INPUTFORMAT '%s' cannot be read here: Hudi tables are not supported. "
                            + "Use an Iceberg table").formatted(input));
        }
        boolean known = OTHER_INPUTS.contains(input)
                || BY_NAME.values().stream().anyMatch(classes -> classes.input().equals(input));
        if (!known) {
            throw DdlFailures.semantic("Cannot find class '%s'".formatted(input));
        }
    }

    /**
     * @param serde the one that goes with the format when the statement names none
     */
    record Classes(String input, String output, String serde) {}
}
