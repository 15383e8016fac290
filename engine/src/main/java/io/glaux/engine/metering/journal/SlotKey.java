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
package io.glaux.engine.metering.journal;

import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import static java.util.Objects.requireNonNull;

/**
 * What a slot counts.
 *
 * @param statement Trino's query id
 * @param owner of a statement the query that it is a part of, of reads the node that reads
 * @param key of a statement without meaning
 */
record SlotKey(Use use, String statement, String owner, ScanKey key)
{
    private static final ScanKey NO_KEY = new ScanKey("", "", ReadKind.DATA);

    SlotKey
    {
        requireNonNull(use, "use is null");
        requireNonNull(statement, "statement is null");
        requireNonNull(owner, "owner is null");
        requireNonNull(key, "key is null");
    }

    static SlotKey ofStatement(String statement, String execution)
    {
        return new SlotKey(Use.STATEMENT, statement, execution, NO_KEY);
    }

    static SlotKey ofReads(String statement, String node, ScanKey key)
    {
        return new SlotKey(Use.READS, statement, node, key);
    }

    static SlotKey ofResult(String statement, ScanKey key)
    {
        return new SlotKey(Use.RESULT, statement, "", key);
    }

    /**
     * @param limit if it is longer, it is without the table: the bytes are worth more than the name
     * @throws IllegalArgumentException if it is longer even so
     */
    byte[] encode(int limit)
    {
        byte[] encoded = encode(key);
        if (encoded.length > limit) {
            encoded = encode(new ScanKey(key.source(), "", key.kind()));
        }
        if (encoded.length > limit) {
            throw new IllegalArgumentException("The names of statement %s are too long".formatted(statement));
        }
        return encoded;
    }

    private byte[] encode(ScanKey key)
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(use.code);
            out.writeUTF(statement);
            out.writeUTF(owner);
            out.writeUTF(key.source());
            out.writeUTF(key.table());
            out.writeUTF(key.kind().name());
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws IOException if these are not the bytes of a key
     */
    static SlotKey decode(byte[] encoded)
            throws IOException
    {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            return new SlotKey(
                    Use.of(in.readByte()),
                    in.readUTF(),
                    in.readUTF(),
                    new ScanKey(in.readUTF(), in.readUTF(), ReadKind.valueOf(in.readUTF())));
        }
        catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    enum Use
    {
        /**
         * Says whose a statement is, and whether its results count in place of its reads.
         */
        STATEMENT(1),
        /**
         * Reads of one node.
         */
        READS(2),
        /**
         * What all nodes read in all, of a statement that is over.
         */
        RESULT(3);

        private final int code;

        Use(int code)
        {
            this.code = code;
        }

        private static Use of(int code)
        {
            for (Use use : values()) {
                if (use.code == code) {
                    return use;
                }
            }
            throw new IllegalArgumentException("No use has the code " + code);
        }
    }
}
