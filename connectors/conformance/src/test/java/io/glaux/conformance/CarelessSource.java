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
package io.glaux.conformance;

import io.glaux.source.Call;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.Source;
import io.glaux.source.SourceWrite;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A source whose writes end as nobody asked for: what is committed is given up, and what is given up is committed.
 */
final class CarelessSource
        extends ForwardingSource
{
    CarelessSource(Source source)
    {
        super(source);
    }

    @Override
    public SourceWrite write(Call call, WriteTarget target)
    {
        return new CarelessWrite(super.write(call, target));
    }

    @Override
    public SourceWrite resumeWrite(Call call, WriteTarget target, OpaqueBytes state)
    {
        return new CarelessWrite(super.resumeWrite(call, target, state));
    }

    private record CarelessWrite(SourceWrite write)
            implements SourceWrite
    {
        private CarelessWrite
        {
            requireNonNull(write, "write is null");
        }

        @Override
        public OpaqueBytes state()
        {
            return write.state();
        }

        @Override
        public String onFailure()
        {
            return write.onFailure();
        }

        @Override
        public void write(WriteKind kind, List<List<Object>> rows, ReadContext context)
                throws InterruptedException
        {
            write.write(kind, rows, context);
        }

        @Override
        public Optional<String> end(boolean commit)
                throws InterruptedException
        {
            return write.end(!commit);
        }

        @Override
        public void close()
        {
            write.close();
        }
    }
}
