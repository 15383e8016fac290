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
package io.glaux.reference.write;

import io.glaux.source.OpaqueBytes;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes that have begun. The last thousand are kept: one whose engine died never ends. Thread-safe.
 */
public final class OpenWrites
{
    private static final int MOST = 1000;

    private final Map<OpaqueBytes, TableWrite> writes = new LinkedHashMap<>();

    public synchronized void add(TableWrite write)
    {
        writes.put(write.state(), write);
        if (writes.size() > MOST) {
            writes.remove(writes.keySet().iterator().next());
        }
    }

    /**
     * @throws SourceException if it is not known
     */
    public synchronized TableWrite get(OpaqueBytes state)
    {
        TableWrite write = writes.get(state);
        if (write == null) {
            throw SourceException.of(
                    SourceErrorCode.SOURCE_FAILED,
                    "The write is not known: the host was started since, and has lost what was not committed");
        }
        return write;
    }
}
