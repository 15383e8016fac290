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
package io.glaux.host.convert;

import io.glaux.protocol.v1.BeginWriteRequest;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;

import static java.util.stream.Collectors.toSet;

/**
 * Reads what is to be written.
 */
public final class Writes
{
    private Writes() {}

    public static WriteTarget target(BeginWriteRequest request)
    {
        return new WriteTarget(
                ScanReader.tableName(request.getTable()),
                request.getColumnsList(),
                request.getKindsList().stream().map(Writes::kind).collect(toSet()));
    }

    public static WriteKind kind(io.glaux.protocol.v1.WriteKind kind)
    {
        return switch (kind) {
            case WRITE_KIND_INSERT -> WriteKind.INSERT;
            case WRITE_KIND_DELETE -> WriteKind.DELETE;
            case WRITE_KIND_UPDATE -> WriteKind.UPDATE;
            case WRITE_KIND_UNSPECIFIED, UNRECOGNIZED -> throw Malformed.unknownKind("A write");
        };
    }
}
