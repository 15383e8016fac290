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
package io.glaux.host.testing;

import io.glaux.metering.Units;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceWrite;
import io.glaux.source.WriteKind;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Keeps rows in the probe; two rows alike are refused.
 */
final class ScriptedWrite
        implements SourceWrite
{
    private final Probe probe;
    private final String state;

    ScriptedWrite(Probe probe, String state)
    {
        this.probe = requireNonNull(probe, "probe is null");
        this.state = requireNonNull(state, "state is null");
    }

    @Override
    public OpaqueBytes state()
    {
        return OpaqueBytes.of(state);
    }

    @Override
    public String onFailure()
    {
        return "Rows that were written stay";
    }

    @Override
    public void write(WriteKind kind, List<List<Object>> rows, ReadContext context)
    {
        if (rows.stream().distinct().count() < rows.size()) {
            throw SourceException.of(SourceErrorCode.DUPLICATE_KEY, "A key is there twice");
        }
        context.consumed(0, rows.size(), Units.of(ScriptedSource.UNIT, rows.size()));
        probe.written.add(new Probe.Written(kind, rows));
    }

    @Override
    public Optional<String> end(boolean commit)
    {
        probe.ended.add(state + (commit ? " committed" : " given up"));
        return commit ? Optional.empty() : Optional.of("Some rows");
    }

    @Override
    public void close() {}
}
