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
package io.glaux.flight.metadata;

import io.trino.spi.procedure.Procedure;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The procedure {@code system.flush_metadata_cache()}: the next query asks the source for its tables again.
 */
public final class FlushMetadataCache
{
    private static final MethodHandle FLUSH;

    static {
        try {
            FLUSH = MethodHandles.lookup().findVirtual(
                    FlushMetadataCache.class,
                    "flush",
                    MethodType.methodType(void.class));
        }
        catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TableDirectory directory;

    public FlushMetadataCache(TableDirectory directory)
    {
        this.directory = requireNonNull(directory, "directory is null");
    }

    public Procedure procedure()
    {
        return new Procedure("system", "flush_metadata_cache", List.of(), FLUSH.bindTo(this));
    }

    public void flush()
    {
        directory.flush();
    }
}
