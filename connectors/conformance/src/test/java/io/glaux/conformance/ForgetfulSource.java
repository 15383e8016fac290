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

import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.LookupWriter;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.Source;

import java.util.List;

/**
 * A source that finds nothing for the last key of each batch.
 */
final class ForgetfulSource
        extends ForwardingSource
{
    ForgetfulSource(Source source)
    {
        super(source);
    }

    @Override
    public KeyLookup lookup(ReadContext context, OpaqueBytes scan, LookupRequest request)
    {
        KeyLookup lookup = super.lookup(context, scan, request);
        return new KeyLookup()
        {
            @Override
            public void lookUp(List<List<Object>> keys, LookupWriter rows)
                    throws InterruptedException
            {
                lookup.lookUp(keys.subList(0, keys.size() - 1), rows);
            }

            @Override
            public void close()
            {
                lookup.close();
            }
        };
    }
}
