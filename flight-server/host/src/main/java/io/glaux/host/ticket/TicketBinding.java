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
package io.glaux.host.ticket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Whose ticket it is: of one catalog, one query and one user.
 */
public record TicketBinding(String catalog, String queryId, String user)
{
    public TicketBinding
    {
        requireNonNull(catalog, "catalog is null");
        requireNonNull(queryId, "queryId is null");
        requireNonNull(user, "user is null");
    }

    /**
     * No two bindings have the same bytes.
     */
    byte[] bytes()
    {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : new String[] {catalog, queryId, user}) {
            byte[] encoded = part.getBytes(UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(encoded.length).array());
            bytes.writeBytes(encoded);
        }
        return bytes.toByteArray();
    }
}
