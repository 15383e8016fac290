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

import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Walks a schema before Arrow converts it. Flatbuffers are not verified in Java: offsets may lead in circles, or
 * thousands of times to the same text, so that a small schema becomes endless or too large for the memory. What a
 * schema holds is never much more than its bytes, so they are what the walk may spend.
 */
final class SchemaCheck
{
    private static final long SLACK = 1024;
    private static final int SHARED = 4;
    private static final Set<Byte> TYPES = Set.of(
            Type.Int,
            Type.FloatingPoint,
            Type.Binary,
            Type.Utf8,
            Type.Bool,
            Type.Decimal,
            Type.Date,
            Type.Time,
            Type.Timestamp,
            Type.List,
            Type.Struct_,
            Type.FixedSizeBinary,
            Type.Map);

    private final String what;
    private long budget;
    private int fields;

    private SchemaCheck(String what, long budget)
    {
        this.what = what;
        this.budget = budget;
    }

    /**
     * @throws ProtocolException if it is not a schema of columns of types that the protocol has
     */
    static void check(Schema schema, int bytes, String what)
    {
        new SchemaCheck(what, SHARED * (long) bytes + SLACK).checkSchema(schema);
    }

    private void checkSchema(Schema schema)
    {
        if (schema.endianness() != Endianness.Little) {
            throw ProtocolException.malformed(what + " is not little-endian");
        }
        spendElements(schema.customMetadataLength());
        for (int i = 0; i < schema.customMetadataLength(); i++) {
            spendMetadata(schema.customMetadata(i));
        }
        spendElements(schema.fieldsLength());
        for (int i = 0; i < schema.fieldsLength(); i++) {
            checkField(schema.fields(i), 1);
        }
    }

    private void checkField(Field field, int depth)
    {
        fields++;
        if (depth > ProtocolLimits.TYPE_DEPTH) {
            throw ProtocolException.malformed(
                    "%s has types within types, deeper than %s".formatted(what, ProtocolLimits.TYPE_DEPTH));
        }
        if (fields > ProtocolLimits.COLUMNS) {
            throw ProtocolException.malformed("%s has more than %s columns".formatted(what, ProtocolLimits.COLUMNS));
        }
        if (field.dictionary() != null) {
            throw ProtocolException.malformed(what + " has a column with a dictionary, and the protocol has none");
        }
        if (!TYPES.contains(field.typeType())) {
            throw ProtocolException.malformed(what + " has a column of a type that the protocol does not have");
        }
        spendText(field.nameAsByteBuffer());
        if (field.typeType() == Type.Timestamp && field.type(new Timestamp()) instanceof Timestamp timestamp) {
            spendText(timestamp.timezoneAsByteBuffer());
        }
        spendElements(field.customMetadataLength());
        for (int i = 0; i < field.customMetadataLength(); i++) {
            spendMetadata(field.customMetadata(i));
        }
        spendElements(field.childrenLength());
        for (int i = 0; i < field.childrenLength(); i++) {
            checkField(field.children(i), depth + 1);
        }
    }

    private void spendMetadata(KeyValue pair)
    {
        spendText(pair.keyAsByteBuffer());
        spendText(pair.valueAsByteBuffer());
    }

    private void spendElements(int count)
    {
        spend((long) count * Integer.BYTES);
    }

    private void spendText(ByteBuffer text)
    {
        if (text != null) {
            spend(text.remaining());
        }
    }

    private void spend(long bytes)
    {
        budget -= bytes;
        if (bytes < 0 || budget < 0) {
            throw ProtocolException.malformed(what + " claims to hold more than it does");
        }
    }
}
