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

/**
 * What no message goes beyond, whoever sends it. The specification has the reasons.
 */
public final class ProtocolLimits
{
    /**
     * Bytes of one message of the protocol: the body of an action, one of its results, a ticket, a command.
     */
    public static final int MESSAGE_BYTES = 4 << 20;

    /**
     * Bytes of what is opaque to the engine: a scan, the ticket of a split, the state of a write.
     */
    public static final int OPAQUE_BYTES = 1 << 20;

    public static final int RESUME_CURSOR_BYTES = 64 << 10;

    /**
     * Bytes of the app_metadata of a record batch.
     */
    public static final int BATCH_HEADER_BYTES = 128 << 10;

    /**
     * Bytes of the body at which a host ends a record batch, and sends it.
     */
    public static final long BATCH_TARGET_BYTES = 1 << 20;

    /**
     * Bytes of the body of a record batch that has more than one row. A host may say less in its hello.
     */
    public static final long BATCH_BYTES = 8 << 20;

    /**
     * Bytes of the body of a record batch of one row.
     */
    public static final long ROW_BYTES = 64 << 20;

    /**
     * Rows of a record batch that has columns.
     */
    public static final int BATCH_ROWS = 64 << 10;

    /**
     * Bytes of UTF-8 of the message of an error: all of it has to fit into the trailers of a call, which hold 8 KiB.
     */
    public static final int ERROR_MESSAGE_BYTES = 1 << 10;

    /**
     * Values in a literal or a list of them, those within lists, maps and rows included.
     */
    public static final int VALUES = 1_000_000;

    public static final int COLUMNS = 10_000;

    /**
     * How deep types are nested: a column is at 1.
     */
    public static final int TYPE_DEPTH = 32;

    /**
     * How deep messages are nested within a message, which is what protobuf itself reads. Each AND, OR and COALESCE
     * takes two.
     */
    public static final int MESSAGE_DEPTH = 100;

    public static final int UNITS = 16;

    /**
     * A quintillion: no sum of a few of them overflows.
     */
    public static final long UNIT_MILLIONTHS = 1_000_000_000_000_000_000L;

    private ProtocolLimits() {}
}
