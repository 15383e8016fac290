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
package io.glaux.engine.dialect;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The formats that Athena writes, and how it compresses them: the pages
 * <a href="https://docs.aws.amazon.com/athena/latest/ug/compression-formats.html">Use compression</a> and
 * <a href="https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html">CREATE TABLE AS</a>.
 */
enum WriteFormat
{
    PARQUET("GZIP", "parquet.compression"),
    ORC("ZLIB", "orc.compress"),
    AVRO("NONE", "write.compression"),
    JSON("GZIP", "write.compression"),
    TEXTFILE("GZIP", "write.compression");

    static final Set<String> COMPRESSION_PROPERTIES =
            Set.of("write_compression", "parquet_compression", "orc_compression", "compression");

    /**
     * Athena's names for the codecs that Trino writes.
     */
    private static final Map<String, String> CODECS = Map.of(
            "NONE", "NONE",
            "UNCOMPRESSED", "NONE",
            "SNAPPY", "SNAPPY",
            "LZ4", "LZ4",
            "ZSTD", "ZSTD",
            "GZIP", "GZIP",
            "ZLIB", "GZIP",
            "DEFLATE", "GZIP");

    private final String compression;
    private final String parameter;

    WriteFormat(String compression, String parameter)
    {
        this.compression = compression;
        this.parameter = parameter;
    }

    /**
     * What is written when a statement does not say.
     */
    String compression()
    {
        return compression;
    }

    /**
     * The parameter of a table that says how its files are compressed.
     */
    String parameter()
    {
        return parameter;
    }

    static Optional<WriteFormat> of(String name)
    {
        for (WriteFormat format : values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /**
     * What Trino calls a codec; empty when it cannot write it.
     */
    static Optional<String> codec(String compression)
    {
        return Optional.ofNullable(CODECS.get(compression.toUpperCase(Locale.ENGLISH)));
    }
}
