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
package io.glaux.reference;

import io.glaux.metering.Units;
import io.glaux.source.Call;
import io.glaux.source.ReadContext;
import org.apache.arrow.vector.types.pojo.Schema;

import java.time.Duration;
import java.time.ZoneId;

/**
 * Adds up what a read tells.
 */
final class RecordingContext
        implements ReadContext
{
    static final Call CALL = new Call("query", "user", "primary", ZoneId.of("UTC"));

    private final Schema schema;
    private long bytes;
    private long rows;
    private Units units = Units.NONE;
    private Duration throttled = Duration.ZERO;

    RecordingContext(Schema schema)
    {
        this.schema = schema;
    }

    @Override
    public Call call()
    {
        return CALL;
    }

    @Override
    public Schema schema()
    {
        return schema;
    }

    @Override
    public void consumed(long sourceBytes, long sourceRows, Units consumed)
    {
        bytes += sourceBytes;
        rows += sourceRows;
        units = units.plus(consumed);
    }

    @Override
    public void throttled(Duration wait)
    {
        throttled = throttled.plus(wait);
    }

    long bytes()
    {
        return bytes;
    }

    long rows()
    {
        return rows;
    }

    Units units()
    {
        return units;
    }

    Duration throttled()
    {
        return throttled;
    }
}
